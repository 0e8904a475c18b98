use super::PhotoPlace;
use crate::app::Config;
use crate::error::Result;
use crate::photos::Photos;
use crate::testing::bucket::{self, LoopbackS3, SECRET};
use tempfile::TempDir;

#[test]
fn a_store_that_cannot_be_used_is_told_apart_in_one_line_without_secrets() {
    let s3 = LoopbackS3::start();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    assert!(probe(s3.place()).is_ok());
    for (place, code) in [
        (
            s3.place_as("photos-of-a-district", "another"),
            "photos.denied",
        ),
        (s3.place_as("another-bucket", SECRET), "photos.no_bucket"),
        (
            bucket::place("photos", &closed, SECRET),
            "photos.unreachable",
        ),
    ] {
        let refused = probe(place).unwrap_err();
        assert_eq!(refused.code(), code, "{refused}");
        let told = refused.to_string();
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(!told.contains(SECRET) && !told.contains(bucket::KEY_ID));
    }
}

fn probe(place: PhotoPlace) -> Result<()> {
    let folder = TempDir::new().unwrap();
    let config = Config {
        photos: Some(place),
        ..Config::new(folder.path())
    };
    Photos::new(&config)?.probe()
}

#[test]
fn secrets_come_from_the_environment_and_travel_encrypted() {
    let refused = |text: &str, environment: &[(&str, &str)]| {
        let place = PhotoPlace::parse(text, |name| {
            let mut found = environment.iter().filter(|(known, _)| *known == name);
            found.next().map(|(_, value)| (*value).to_owned())
        });
        place.map_err(|error| (error.code().to_owned(), error.to_string()))
    };
    let keys = [
        ("AWS_ACCESS_KEY_ID", "id"),
        ("AWS_SECRET_ACCESS_KEY", "hush"),
    ];
    let with = |name, value| [keys[0], keys[1], (name, value)];
    for (text, environment, code) in [
        ("s3://id:hush@photos/p", &keys[..], "photos.place"),
        ("gs://photos/p", &keys, "photos.place"),
        ("s3://photos/a//b", &keys, "photos.place"),
        ("s3://photos/p", &keys[..1], "photos.no_credentials"),
        (
            "s3://photos/p",
            &with("AWS_ENDPOINT_URL", "http://store.example"),
            "photos.insecure",
        ),
        (
            "s3://photos/p",
            &with("AWS_ENDPOINT_URL", "https://id:hush@store.example"),
            "photos.endpoint",
        ),
    ] {
        let (told, message) = refused(text, environment).unwrap_err();
        assert_eq!(told, code, "{text}");
        assert!(!message.contains("hush"), "{message}");
    }
    let address = ("AWS_ENDPOINT_URL", "http://store.example");
    let wanted = [keys[0], keys[1], address, ("AWS_ALLOW_HTTP", "true")];
    for environment in [
        &keys[..],
        &with("AWS_ENDPOINT_URL", "http://127.0.0.1:9000"),
        &wanted,
    ] {
        let place = refused("s3://photos/p", environment).unwrap();
        assert!(!format!("{place:?}").contains("hush"));
    }
    assert!(matches!(
        refused("/srv/photos", &[]).unwrap(),
        PhotoPlace::Folder(_)
    ));
}
