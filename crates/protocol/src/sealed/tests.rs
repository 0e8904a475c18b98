use super::envelope::{CHUNK, LID};
use super::*;
use crate::blob::PART;
use crate::push::Mutation;
use proptest::prelude::*;
use sha2::Digest;
use std::collections::BTreeMap;

const SERVER: [u8; 32] = [7; 32];
const PROOF_KEY: &str = "given to this device";

fn actions(payloads: &[String]) -> Vec<Mutation> {
    let number =
        |(index, payload): (usize, &String)| Mutation::new(41 + index as u64, payload.clone());
    payloads.iter().enumerate().map(number).collect()
}

fn header(photos: &[Vec<u8>]) -> Header {
    Header {
        device: Uuid::from_u128(1),
        incarnation: Uuid::from_u128(2),
        user: "chen.jing".into(),
        office: Some("330212001".into()),
        epoch: "epoch-1".into(),
        evidence: Evidence {
            acknowledged: 40,
            scopes: BTreeMap::from([("office:330212001".to_owned(), 9)]),
        },
        made_at: Moment(1_793_667_600_000),
        app: "0.1.0".into(),
        photos: photos
            .iter()
            .map(|bytes| Photo {
                sha256: hex::encode(Sha256::digest(bytes)),
                size: bytes.len() as u64,
            })
            .collect(),
        claims: BTreeMap::new(),
        sealed: Default::default(),
    }
}

fn sealed(payloads: &[String], photos: &[Vec<u8>]) -> Vec<u8> {
    let addressee = Addressee {
        sealing_key: &public_key(SERVER),
        proof_key: PROOF_KEY,
    };
    let (header, actions) = (header(photos), actions(payloads));
    let mut writer = Writer::begin(Vec::new(), &addressee, [3; 32], &header, &actions).unwrap();
    for photo in photos {
        writer.photo(photo.as_slice()).unwrap();
    }
    writer.finish().unwrap()
}

fn small() -> Vec<u8> {
    sealed(
        &["{\"note\":\"看过现场\"}".to_owned()],
        &[b"a photo".to_vec()],
    )
}

/// Reads to the end, as the server does before it writes anything.
fn check(file: &[u8]) -> Result<(Vec<Mutation>, Vec<Vec<u8>>), Error> {
    let mut reader = Reader::open(file, SERVER)?;
    assert!(reader.is_proved_by(PROOF_KEY));
    let (mut actions, mut photos) = (Vec::new(), Vec::<Vec<u8>>::new());
    while let Some(record) = reader.record()? {
        match record {
            Record::Action(action) => actions.push(action),
            Record::Part(part) => {
                assert!(part.bytes.len() as u64 <= PART);
                if part.offset == 0 {
                    photos.push(Vec::new());
                }
                let photo = photos.last_mut().unwrap();
                assert_eq!(part.offset, photo.len() as u64);
                photo.extend(part.bytes);
            }
        }
    }
    Ok((actions, photos))
}

#[test]
fn every_cut_off_file_is_refused() {
    let file = small();
    for length in 0..file.len() {
        let problem = check(&file[..length]).unwrap_err();
        assert_eq!(problem.code(), "sealed.malformed", "{length}: {problem}");
        let said = matches!(problem, Error::CutOff) || length == 0;
        assert!(said, "{length}: {problem}");
    }
}

#[test]
fn every_changed_bit_is_refused() {
    let file = small();
    for place in 0..file.len() {
        for bit in 0..8 {
            let mut changed = file.clone();
            changed[place] ^= 1 << bit;
            assert!(check(&changed).is_err(), "byte {place}, bit {bit}");
        }
    }
}

#[test]
fn blocks_cannot_change_places_be_left_out_or_follow_the_end() {
    let photo: Vec<u8> = (0..3 * CHUNK).map(|n| n as u8).collect();
    let file = sealed(&[], &[photo]);
    let block = CHUNK + 16;
    let (before, after) = (LID + block, LID + 2 * block);

    let mut exchanged = file.clone();
    let (left, right) = exchanged.split_at_mut(after);
    left[before..].swap_with_slice(&mut right[..block]);
    assert!(check(&exchanged).is_err());

    let mut without = file.clone();
    without.drain(before..after);
    assert!(check(&without).is_err());

    let cut_between_blocks = &file[..LID + 3 * block];
    assert!(matches!(check(cut_between_blocks), Err(Error::CutOff)));

    let mut longer = file;
    longer.push(0);
    assert!(matches!(check(&longer), Err(Error::TooLong)));
}

#[test]
fn another_server_and_another_kind_of_file_are_told_apart() {
    let file = small();
    let other = Reader::open(file.as_slice(), [8; 32]).err().unwrap();
    assert_eq!(other.code(), "sealed.other_server");
    let picture = Reader::open(&b"\xff\xd8\xff\xe0 a picture"[..], SERVER);
    assert!(matches!(picture, Err(Error::NotSealed)));
    let mut newer = file;
    newer[7] = 2;
    let newer = Reader::open(newer.as_slice(), SERVER).err().unwrap();
    assert_eq!(newer.code(), "sealed.newer");
}

#[test]
fn who_only_knows_the_public_key_proves_nothing() {
    let file = small();
    let reader = Reader::open(file.as_slice(), SERVER).unwrap();
    assert!(reader.is_proved_by(PROOF_KEY));
    assert!(!reader.is_proved_by("given to another device"));
}

#[test]
fn a_photo_that_is_not_what_its_name_says_is_refused() {
    let addressee = Addressee {
        sealing_key: &public_key(SERVER),
        proof_key: PROOF_KEY,
    };
    let header = header(&[b"the original".to_vec()]);
    let mut writer = Writer::begin(Vec::new(), &addressee, [3; 32], &header, &[]).unwrap();
    writer.photo(&b"the forgery!"[..]).unwrap();
    let problem = check(&writer.finish().unwrap()).unwrap_err();
    assert_eq!(problem.code(), "sealed.malformed");
    assert!(problem.to_string().contains("hash"), "{problem}");
}

#[test]
fn a_photo_that_is_longer_or_shorter_than_it_was_is_never_written() {
    for bytes in [&b"short"[..], &b"far longer than named"[..]] {
        let addressee = Addressee {
            sealing_key: &public_key(SERVER),
            proof_key: PROOF_KEY,
        };
        let header = header(&[b"the original".to_vec()]);
        let mut writer = Writer::begin(Vec::new(), &addressee, [3; 32], &header, &[]).unwrap();
        let written = writer.photo(bytes).and_then(|()| writer.finish());
        assert!(matches!(written, Err(Error::Content { .. })));
    }
}

#[test]
fn nothing_of_the_content_can_be_read_in_the_file() {
    let file = sealed(
        &["{\"note\":\"白鹤新村\",\"phone\":\"13800000001\"}".to_owned()],
        &[b"13900000002".to_vec()],
    );
    let secrets = ["白鹤", "13800000001", "13900000002", "chen.jing", "note"];
    for secret in secrets {
        let found = file
            .windows(secret.len())
            .any(|bytes| bytes == secret.as_bytes());
        assert!(!found, "{secret}");
    }
}

fn bytes_around_a_chunk() -> impl Strategy<Value = Vec<u8>> {
    let lengths = prop_oneof![
        1..300usize,
        CHUNK - 60..CHUNK + 60,
        2 * CHUNK - 3..2 * CHUNK + 3,
        PART as usize - 2..PART as usize + 2,
    ];
    (lengths, any::<u8>()).prop_map(|(length, salt)| {
        let byte = |n: usize| (n as u8).wrapping_mul(31).wrapping_add(salt);
        (0..length).map(byte).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_went_in_comes_out_byte_for_byte(
        payloads in proptest::collection::vec(".{0,80}", 0..6),
        photos in proptest::collection::vec(bytes_around_a_chunk(), 0..4),
    ) {
        let file = sealed(&payloads, &photos);
        let reader = Reader::open(file.as_slice(), SERVER).unwrap();
        prop_assert_eq!(reader.header(), &header(&photos));
        let (read, bytes) = check(&file).unwrap();
        prop_assert_eq!(read, actions(&payloads));
        prop_assert!(bytes == photos);
    }

    #[test]
    fn damage_anywhere_is_refused(place in any::<prop::sample::Index>(), with in 1..=255u8) {
        let photo: Vec<u8> = (0..2 * CHUNK + 9).map(|n| n as u8).collect();
        let mut file = sealed(&["{}".to_owned()], &[photo]);
        let place = place.index(file.len());
        file[place] ^= with;
        prop_assert!(check(&file).is_err());
        file[place] ^= with;
        file.truncate(place);
        prop_assert!(check(&file).is_err());
    }
}
