use super::Zoo;

#[test]
fn tells_the_chain() {
    let zoo = Zoo::new();
    zoo.edit("slices.toml", "\"*\"", "\"GET /animals/{id}\"");
    zoo.run("why mood")
        .expect(0)
        .says(&["GET /animals/{id}", "animal", "mood"]);
    zoo.run("why animal/cage --api v1")
        .expect(0)
        .says(&["animal/cage"]);
}

#[test]
fn no_is_an_answer() {
    let zoo = Zoo::new();
    zoo.edit("slices.toml", "\"*\"", "\"type:zoo.cage\"");
    zoo.run("why mood")
        .expect(1)
        .says(&["not in the slice", "type:zoo.mood"]);
    zoo.run("why mod").expect(1).says(&["did you mean `mood`?"]);
}
