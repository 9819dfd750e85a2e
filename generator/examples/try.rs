use msgraph_codegen::{
    config::Config,
    diagnostics::{Renderer, Source},
    generate,
};
fn main() {
    let mut args = std::env::args().skip(1);
    let (cfg, meta, out) = (
        args.next().unwrap(),
        args.next().unwrap(),
        args.next().unwrap(),
    );
    let config: Config = Config::parse(&std::fs::read_to_string(&cfg).unwrap()).unwrap();
    let source = Source {
        name: meta.clone(),
        text: std::fs::read_to_string(&meta).unwrap(),
    };
    let t = std::time::Instant::now();
    let metas: Vec<_> = config.apis.iter().map(|_| source.clone()).collect();
    let g = generate(&config, &metas, args.next().as_deref());
    eprintln!(
        "{:?} {:?} warnings {}",
        t.elapsed(),
        g.apis,
        g.diagnostics.warnings()
    );
    if g.diagnostics.has_errors() {
        eprintln!(
            "{}",
            Renderer::plain().render(
                &g.diagnostics,
                &[
                    source,
                    Source {
                        name: cfg.clone(),
                        text: std::fs::read_to_string(&cfg).unwrap()
                    }
                ]
            )
        );
    }
    if let Some(tree) = g.tree {
        let mut n = 0;
        for (p, f) in tree.files() {
            n += f.text.len();
            let p = std::path::Path::new(&out).join(p);
            std::fs::create_dir_all(p.parent().unwrap()).unwrap();
            std::fs::write(p, &f.text).unwrap();
        }
        eprintln!("{} files {} bytes", tree.files().count(), n);
    }
}
