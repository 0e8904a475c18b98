//! What desks and districts of these tests are made of.

#![allow(dead_code)] // each test program uses its part

use casebook::KeyWrap;
use casework::action::Degree;
use casework::letter::{LetterContent, Paragraph};
use casework::{ClosingForm, OfficeId, Role};
use protocol::directory::Office;
use server::App;
use server::command::{import, init, office, user};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;
use zeroize::Zeroizing;

/// Tuesday 2026-11-03 09:00 in China.
pub const MORNING: i64 = 1_793_667_600_000;
pub const MINUTE: i64 = 60_000;
pub const PASSWORD: &str = "correct horse 9";
pub const BAIHE: &str = "白鹤街道";
pub const DONGLIU: &str = "东柳街道";

/// Two offices, four people, and `cases` cases at 白鹤街道.
pub fn found(app: &App, cases: usize) {
    init::init(app, "鄞州区", "admin", PASSWORD).unwrap();
    for (id, name) in [("330212001", BAIHE), ("330212002", DONGLIU)] {
        let office = Office {
            id: OfficeId::from(id),
            name: name.into(),
            legal_name: format!("宁波市鄞州区{name}办事处"),
            number_words: [("reply".to_owned(), format!("{name}函"))].into(),
            communities: vec!["社区".into()],
            phone: "0574-87650000".into(),
            seal_mm: None,
        };
        office::add(app, &office).unwrap();
    }
    for (name, who, role, office) in [
        ("chen.jing", "陈静", Role::Handler, BAIHE),
        ("li.na", "李娜", Role::Handler, BAIHE),
        ("zhou.min", "周敏", Role::Head, BAIHE),
        ("wu.tao", "吴涛", Role::Handler, DONGLIU),
    ] {
        let new = user::NewUser {
            user: name,
            name: who,
            role,
            office: Some(office),
        };
        user::add(app, &new, PASSWORD).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.csv");
    let mut csv = String::from(
        "title,body,category,channel,citizen_name,citizen_phone,address,lat,lng,submitted_at,office\n",
    );
    for n in 1..=cases {
        let body = "小区门口有多只流浪犬，早晚吠叫。".repeat(20);
        csv += &format!(
            "第{n}件,{body},,forum,王小明,13800001234,白鹤新村{n}号,,,2026-11-02T10:00:00+08:00,{BAIHE}\n"
        );
    }
    std::fs::write(&file, csv).unwrap();
    let imported = import::import(app, &file, true).unwrap();
    assert_eq!(imported.imported, cases, "{:?}", imported.problems);
}

/// A reply of one paragraph.
pub fn reply(text: &str) -> LetterContent {
    LetterContent {
        title: "关于反映犬只扰民问题的答复函".into(),
        addressee: Some("王先生".into()),
        body: vec![Paragraph {
            level: 0,
            text: text.into(),
            table: None,
        }],
        attachments: Vec::new(),
        note: None,
        copy_to: Vec::new(),
        annex: Vec::new(),
    }
}

/// What was complained of is true, and gone.
pub fn closing_form() -> ClosingForm {
    ClosingForm {
        is_true: Degree::Yes,
        beyond_duty: false,
        contacted: true,
        solved: Degree::Yes,
        unsolved_reason: None,
        handling: "已拆除".into(),
        public_reply: "狗窝已拆除。".into(),
    }
}

#[derive(Default)]
pub struct Keychain(Mutex<HashMap<String, [u8; 32]>>);

impl Keychain {
    /// Another computer's, with the same in it.
    pub fn copy(&self) -> Self {
        Self(Mutex::new(self.0.lock().unwrap().clone()))
    }

    /// Of the one store that it was made for.
    pub fn only_key(&self) -> Option<[u8; 32]> {
        self.0.lock().unwrap().values().next().copied()
    }
}

impl KeyWrap for Keychain {
    fn put(&self, store: &str, key: &[u8; 32]) -> Result<(), String> {
        self.0.lock().unwrap().insert(store.to_owned(), *key);
        Ok(())
    }

    fn get(&self, store: &str) -> Result<Option<Zeroizing<[u8; 32]>>, String> {
        Ok(self
            .0
            .lock()
            .unwrap()
            .get(store)
            .copied()
            .map(Zeroizing::new))
    }

    fn remove(&self, store: &str) -> Result<(), String> {
        self.0.lock().unwrap().remove(store);
        Ok(())
    }
}

/// As a copied disk has it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_folder(&entry.path(), &target),
            false => {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
    }
}

/// Bytes that compress badly and repeat nowhere.
pub fn picture(size: usize, salt: u64) -> Vec<u8> {
    let mut state = salt.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    (0..size)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as u8
        })
        .collect()
}
