use super::import;
use crate::testing::Town;
use serde_json::Value;

const HEADER: &str =
    "title,body,category,channel,citizen_name,citizen_phone,address,lat,lng,submitted_at,office\n";

fn run(town: &Town, bytes: &[u8], strict: bool) -> crate::error::Result<super::Imported> {
    let file = town.folder.path().join("cases.csv");
    std::fs::write(&file, bytes).unwrap();
    import(&town.app, &file, strict)
}

fn imported(town: &Town, office: &str) -> Vec<Value> {
    let lines = town.dump(office).into_iter();
    lines
        .filter(|line| {
            line["type"] == "case" && line["title"].as_str().unwrap().starts_with("导入")
        })
        .collect()
}

#[test]
fn a_row_with_an_office_is_registered_and_dispatched() {
    let town = Town::new();
    let rows = format!(
        "{HEADER}导入一,正文,市政设施,hotline,王某,13800000001,白鹤社区1幢,29.86,121.58,2019/2/28 11:25:05,白鹤街道\n导入二,正文,,,,,,,,2019-02-28T11:25:05Z,\n"
    );
    let report = run(&town, rows.as_bytes(), true).unwrap();
    assert_eq!((report.imported, report.rejected), (2, 0));
    let cases = imported(&town, "白鹤街道");
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0]["state"], "assigned");
    assert!(
        cases[0]["number"]
            .as_str()
            .unwrap()
            .starts_with("20261123-")
    );
    let lines = town.dump("白鹤街道");
    let opened = lines
        .iter()
        .find(|line| line["event"]["registration"]["title"] == "导入一")
        .unwrap();
    let registration = &opened["event"]["registration"];
    assert_eq!(registration["submitted_at"], 1_551_324_305_000_i64);
    assert_eq!(registration["community"], "白鹤社区");
}

#[test]
fn gb18030_a_byte_order_mark_and_quoted_line_breaks_are_read() {
    let town = Town::new();
    let rows = format!(
        "{HEADER}\"导入，一\",\"第一行\r\n第二行 \"\"引用\"\"\",,forum,,,,,,2019-02-28 11:25,白鹤街道\r\n"
    );
    let (gb18030, _, _) = encoding_rs::GB18030.encode(&rows);
    assert_eq!(run(&town, &gb18030, true).unwrap().imported, 1);
    let marked = [b"\xef\xbb\xbf", rows.as_bytes()].concat();
    assert_eq!(run(&town, &marked, true).unwrap().imported, 1);
    for case in imported(&town, "330212011") {
        assert_eq!(case["body"], "第一行\r\n第二行 \"引用\"");
    }
}

#[test]
fn a_bad_row_is_told_by_its_physical_line_and_the_others_go_in() {
    let town = Town::new();
    let rows = format!(
        "{HEADER}导入一,\"一\n二\n三\",,,,,,,,2019/2/28,白鹤街道\n\
         导入二,正文,,,,,,,,昨天,\n\
         导入三,正文,,pigeon,,,,,,2019/2/28,\n\
         ,正文,,,,,,,,2019/2/28,\n\
         导入五,正文,,,,,,91,1,2019/2/28,\n\
         导入六,正文,,,,,,,,2019/2/28,月球街道\n\
         导入七,正文,,,,,,2019/2/28,\n\
         导入八,正文,,,,,,,,2019/2/30,\n\
         导入九,正文,,,,,,,,2019/2/28 08:00:00+08:00,白鹤街道\n"
    );
    let report = run(&town, rows.as_bytes(), false).unwrap();
    let places: Vec<&str> = report
        .problems
        .iter()
        .map(|problem| problem.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        places,
        [
            "line 5, column submitted_at",
            "line 6, column channel",
            "line 7, column title",
            "line 8, column lat",
            "line 9, column office",
            "line 10",
            "line 11, column submitted_at",
        ]
    );
    assert_eq!((report.imported, report.rejected), (2, 7));
    assert_eq!(imported(&town, "白鹤街道").len(), 2);
}

#[test]
fn strict_takes_all_or_nothing() {
    let town = Town::new();
    let rows = format!("{HEADER}导入一,正文,,,,,,,,2019/2/28,白鹤街道\n导入二,正文,,,,,,,,,\n");
    let report = run(&town, rows.as_bytes(), true).unwrap();
    assert_eq!((report.imported, report.rejected), (0, 1));
    assert!(imported(&town, "白鹤街道").is_empty());
}

#[test]
fn a_file_that_is_no_table_is_told_what_is_wrong() {
    let town = Town::new();
    for (bytes, code) in [
        (&b""[..], "import.empty"),
        (b"title,body\nx,y\n", "import.no_column"),
        (
            b"title,body,submitted_at\n\"x,y,2019/2/28\nz,z,2019/2/28\n",
            "import.open_quote",
        ),
        (b"title\xff\xff,body\n", "import.encoding"),
    ] {
        assert_eq!(run(&town, bytes, false).unwrap_err().code(), code);
    }
}

#[test]
fn a_postal_address_comes_apart_from_the_place_and_its_postcode_has_six_digits() {
    let town = Town::new();
    let header = "title,body,submitted_at,office,address,citizen_address,citizen_postcode\n";
    let row = |code: &str| {
        format!("{header}导入,正文,2019-02-28 11:25,白鹤街道,白鹤社区1幢,彩虹南路8号,{code}\n")
    };
    let refused = run(&town, row("31504").as_bytes(), false).unwrap();
    assert_eq!((refused.imported, refused.rejected), (0, 1));
    let taken = run(&town, row("315040").as_bytes(), false).unwrap();
    assert_eq!((taken.imported, taken.rejected), (1, 0));
    let lines = town.dump("白鹤街道");
    let opened = lines
        .iter()
        .find(|line| line["event"]["registration"]["title"] == "导入")
        .unwrap();
    let registration = &opened["event"]["registration"];
    assert_eq!(registration["place"]["address"], "白鹤社区1幢");
    assert_eq!(registration["citizen"]["postal"]["address"], "彩虹南路8号");
    assert_eq!(registration["citizen"]["postal"]["postcode"], "315040");
}
