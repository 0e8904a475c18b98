use super::*;

const SEEDED: &str = r#"{"accounts":[
    {"role":"dispatcher","office":null,"user":"d1","password":"p"},
    {"role":"head","office":"白鹤街道","user":"h1","password":"p"},
    {"role":"handler","office":"东柳街道","user":"a1","password":"p"},
    {"role":"handler","office":"白鹤街道","user":"a2","password":"p"},
    {"role":"handler","office":"白鹤街道","user":"a3","password":"p"}
],"cases":200}"#;

#[test]
fn the_first_handler_of_the_office_signs_in() {
    let accounts = read(SEEDED).expect("accounts");
    assert_eq!(accounts.len(), 5);
    let person = handler(&accounts, "白鹤街道").expect("a handler");
    assert_eq!(person.user, "a2");
    assert!(handler(&accounts, "明楼街道").is_err());
}

#[test]
fn what_is_no_account_is_refused() {
    assert!(read("listening on").is_err());
    assert!(read(r#"{"cases":200}"#).is_err());
    assert!(read(r#"{"accounts":[{"role":"head","office":"白鹤街道"}]}"#).is_err());
}
