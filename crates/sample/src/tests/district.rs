use crate::{Role, district};
use std::collections::BTreeSet;

#[test]
fn eight_streets_have_their_communities_and_legal_names() {
    let district = district(1);
    let names: Vec<_> = district
        .offices
        .iter()
        .map(|office| office.name.as_str())
        .collect();
    let expected = [
        "百丈街道",
        "东胜街道",
        "明楼街道",
        "白鹤街道",
        "东柳街道",
        "东郊街道",
        "福明街道",
        "新明街道",
    ];
    assert_eq!(names, expected);
    let baihe = &district.offices[3];
    assert_eq!(baihe.code, "330212011");
    assert_eq!(baihe.legal_name, "宁波市鄞州区人民政府白鹤街道办事处");
    assert_eq!(baihe.short_legal, "宁波市鄞州区白鹤街道办事处");
    assert_eq!(baihe.number_word, "白鹤街办函");
    assert_eq!(baihe.communities.len(), 11);
    let community = &baihe.communities[3];
    assert_eq!(
        (community.code.as_str(), community.name.as_str()),
        ("330212011004", "白鹤社区")
    );
    assert_eq!(
        (community.contact.as_str(), community.phone.as_str()),
        ("赵主任", "0574-87654321")
    );
    assert_eq!(
        district
            .offices
            .iter()
            .map(|office| office.communities.len())
            .sum::<usize>(),
        78
    );
}

#[test]
fn codes_logins_and_community_phones_are_unique() {
    let district = district(1);
    let communities: Vec<_> = district
        .offices
        .iter()
        .flat_map(|office| &office.communities)
        .collect();
    let codes: BTreeSet<_> = communities
        .iter()
        .map(|community| &community.code)
        .collect();
    let phones: BTreeSet<_> = communities
        .iter()
        .map(|community| &community.phone)
        .collect();
    let logins: BTreeSet<_> = district.people.iter().map(|person| &person.user).collect();
    assert_eq!(codes.len(), communities.len());
    assert_eq!(phones.len(), communities.len());
    assert_eq!(logins.len(), district.people.len());
    assert!(
        phones
            .iter()
            .all(|phone| phone.starts_with("0574-8765") && phone.len() == 13)
    );
}

#[test]
fn every_street_is_staffed_and_the_centre_too() {
    let district = district(1);
    for office in &district.offices {
        let count = |role| {
            district
                .people
                .iter()
                .filter(|p| p.office.as_ref() == Some(&office.code) && p.role == role)
                .count()
        };
        assert_eq!(count(Role::Handler), 3, "{}", office.name);
        assert_eq!(
            count(Role::Head),
            if office.name == "白鹤街道" { 2 } else { 1 }
        );
    }
    for role in [Role::Dispatcher, Role::Auditor, Role::Administrator] {
        assert!(
            district
                .people
                .iter()
                .any(|person| person.role == role && person.office.is_none())
        );
    }
    let of_baihe = |role| {
        let mut people = district.people.iter();
        people
            .find(|p| p.office.as_deref() == Some("330212011") && p.role == role)
            .unwrap()
    };
    assert_eq!(of_baihe(Role::Handler).user, "baihe.chen");
    assert_eq!(of_baihe(Role::Handler).name, "陈晓燕");
    assert_eq!(of_baihe(Role::Head).name, "周国平");
}

#[test]
fn passwords_follow_the_seed() {
    assert_eq!(district(7), district(7));
    let (one, other) = (district(7).people, district(8).people);
    assert!(
        one.iter()
            .zip(&other)
            .any(|(a, b)| a.password != b.password)
    );
    assert!(
        one.iter()
            .all(|person| person.password.starts_with("lianxin-"))
    );
}
