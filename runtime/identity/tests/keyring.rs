//! A sign-in in a keyring.

use msgraph_identity::{KeyringStore, Secret, TokenStore as _};

#[tokio::test]
async fn a_keyring_keeps_a_text() {
    let keyring = keyring_core::mock::Store::new().unwrap();
    keyring_core::set_default_store(keyring);
    let entry = keyring_core::Entry::new("msgraph-identity", "test").unwrap();
    let store = KeyringStore::new(entry);
    assert_eq!(store.load().await.unwrap(), None);
    store.clear().await.unwrap();
    let text = Secret::new("sign-in");
    store.save(&text).await.unwrap();
    assert_eq!(store.load().await.unwrap(), Some(text));
    store.clear().await.unwrap();
    assert_eq!(store.load().await.unwrap(), None);
}
