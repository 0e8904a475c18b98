//! Personal data is masked wherever it is shown, and nothing else is touched.

use casework::mask::{self, DataKind};
use proptest::prelude::*;

#[test]
fn each_kind_is_masked_as_the_papers_say() {
    type Mask = fn(&str) -> String;
    let cases: [(Mask, &str, &str); 24] = [
        (mask::name, "张三丰", "张*丰"),
        (mask::name, "张三", "张*"),
        (mask::name, "欧阳小明", "欧**明"),
        (mask::phone, "13800000000", "138****0000"),
        (mask::phone, "138 0000-0000", "138****0000"),
        (mask::phone, "+86 13800000000", "138****0000"),
        (mask::phone, "１３８００００００００", "138****0000"),
        (mask::phone, "0574-87654321", "0574-****4321"),
        (mask::phone, "(0574)8765 4321", "0574-****4321"),
        (mask::phone, "010-87654321", "010-****4321"),
        (mask::phone, "87654321", "******21"),
        (mask::phone, "", ""),
        (mask::id_number, "330212199001011234", "3302**********1234"),
        (mask::id_number, "33021219900101123x", "3302**********123x"),
        (mask::id_number, "330212900101123", "3302*******1123"),
        (mask::id_number, "1234", "**34"),
        (mask::email, "zhang.san@example.com", "z***@example.com"),
        (mask::email, "a@example.com", "***@example.com"),
        (mask::email, "没有", "***"),
        (
            mask::address,
            "白鹤街道白鹤新村12幢305室",
            "白鹤街道白鹤新村***",
        ),
        (mask::address, "百丈东路787弄3号楼", "百丈东路***"),
        (mask::address, "丹凤四村", "丹凤四村"),
        (mask::address, "东柳坊A座1203", "东柳坊***"),
        (mask::plate, "浙B12345", "浙B***45"),
    ];
    for (masked_by, full, masked) in cases {
        assert_eq!(masked_by(full), masked, "{full}");
        assert_eq!(masked_by(masked), masked, "twice");
    }
}

#[test]
fn text_is_searched_for_every_kind() {
    use DataKind::*;
    let cases: &[(&str, &str, &[DataKind])] = &[
        ("请拨13800000000找他", "请拨138****0000找他", &[Phone]),
        (
            "手机：１３８　００００　００００。",
            "手机：138****0000。",
            &[Phone],
        ),
        (
            "传真0574-87654321转8001",
            "传真0574-****4321转8001",
            &[Phone],
        ),
        ("（0574）87654321", "0574-****4321", &[Phone]),
        ("电话为87654321", "电话为******21", &[Phone]),
        ("+86-138-0000-0000", "138****0000", &[Phone]),
        (
            "身份证330212199001011234",
            "身份证3302**********1234",
            &[IdNumber],
        ),
        (
            "身份证 33021219900101123X",
            "身份证 3302**********123X",
            &[IdNumber],
        ),
        ("330212 19900101 1234", "3302**********1234", &[IdNumber]),
        (
            "老证号330212900101123",
            "老证号3302*******1123",
            &[IdNumber],
        ),
        (
            "邮箱zhang.san@example.com。",
            "邮箱z***@example.com。",
            &[Email],
        ),
        ("13800000000@example.com", "1***@example.com", &[Email]),
        ("浙B·12345占用车位", "浙B***45占用车位", &[Plate]),
        ("新能源车浙BD12345", "新能源车浙B****45", &[Plate]),
        ("住白鹤新村12幢305室", "住白鹤新村***", &[Address]),
        ("29幢301的犬主", "***的犬主", &[Address]),
        ("丹凤四村12-3-305", "丹凤四村***", &[Address]),
        ("被投诉人张三丰承认", "被投诉人张*丰承认", &[Name]),
        (
            "当事人（李四），电话13800000000，住5幢2单元601室",
            "当事人（李*），电话138****0000，住***",
            &[Name, Phone, Address],
        ),
    ];
    for (full, masked, kinds) in cases {
        let (text, spans) = mask::text(full);
        assert_eq!(text, *masked);
        let found: Vec<DataKind> = spans.iter().map(|span| span.kind).collect();
        assert_eq!(found, *kinds, "{full}");
    }
}

#[test]
fn what_is_no_personal_data_stays_as_it_is() {
    for text in [
        "工单20261112-0187于2026年11月12日登记，限5个工作日答复。",
        "白鹤街办函〔2026〕12号",
        "29幢西侧绿地有木质狗窝1处，约2平方米，成年犬2只。",
        "走访12幢周边住户6户，3单元301次反映",
        "请拨12345热线，或400-800-1234。",
        "业主张贴公告后，业主高度配合；当事人于次日安装空调，业主任何时间可来。",
        "李先生、业主王某、租户陈女士均在场。",
        "预算1300万元，面积105.5平方米，编号1234567890123456789。",
        "请到街道办事处302室办理，社区大楼205室也可。",
        "三室两厅，2室1厅，会议室3号。",
        "统一社会信用代码91330212MA2AAAAA1X",
        "订单号123456789012345678",
        "京A级景区、浙江、宁波2026",
        "热线0574电话簿",
    ] {
        assert_eq!(mask::text(text), (text.to_owned(), vec![]), "{text}");
    }
}

/// Fragments that meet in ways nobody would write.
fn odd_text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        Just("13800000000".to_owned()),
        Just("0574-87654321".to_owned()),
        Just("330212199001011234".to_owned()),
        Just("12幢305室".to_owned()),
        Just("12-3-305".to_owned()),
        Just("新村".to_owned()),
        Just("电话：".to_owned()),
        Just("87654321".to_owned()),
        Just("浙B12345".to_owned()),
        Just("业主".to_owned()),
        Just("张三丰".to_owned()),
        Just("a.b@example.com".to_owned()),
        "[0-9０-９ \\-@.*()（）+Xx幢室号单元楼A-B]{0,6}",
        "\\PC{0,4}",
    ];
    prop::collection::vec(fragment, 0..8).prop_map(|parts| parts.concat())
}

fn visible_digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn masking_a_text_twice_is_masking_it_once(text in odd_text()) {
        let (once, _) = mask::text(&text);
        let (twice, _) = mask::text(&once);
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn spans_are_in_order_and_within_the_text(text in odd_text()) {
        let mut last = 0;
        for span in mask::find(&text) {
            prop_assert!(last <= span.start && span.start < span.end);
            last = span.end;
        }
        prop_assert!(last <= text.chars().count());
    }

    #[test]
    fn no_mask_fails_on_any_text_or_changes_when_repeated(text in "\\PC{0,24}") {
        for masked_by in [
            mask::name, mask::phone, mask::id_number, mask::email, mask::address, mask::plate,
        ] {
            let once = masked_by(&text);
            prop_assert_eq!(masked_by(&once), once);
        }
    }

    #[test]
    fn a_name_keeps_its_length_and_shows_two_characters_at_most(name in "\\p{Han}{1,6}") {
        let masked = mask::name(&name);
        prop_assert_eq!(masked.chars().count(), name.chars().count());
        prop_assert!(masked.chars().filter(|c| *c != '*').count() <= 2);
    }

    #[test]
    fn a_phone_shows_seven_digits_at_most_a_landline_its_area_and_four(
        digits in "[0-9]{1,30}", gap in "[ -]?", at in 0_usize..30,
    ) {
        let at = at.min(digits.len());
        let written = format!("{}{gap}{}", &digits[..at], &digits[at..]);
        prop_assert!(visible_digits(&mask::phone(&written)) <= 8);
        if digits.starts_with('1') && digits.len() == 11 {
            prop_assert_eq!(visible_digits(&mask::phone(&written)), 7);
        }
    }

    #[test]
    fn an_identity_number_shows_eight_digits_at_most(digits in "[0-9]{1,17}[0-9X]") {
        prop_assert!(visible_digits(&mask::id_number(&digits)) <= 8);
    }

    #[test]
    fn a_mobile_number_is_found_wherever_it_stands(
        before in "[一-龥，。]{0,5}", after in "[一-龥，。]{0,5}", number in "1[3-9][0-9]{9}",
    ) {
        let (masked, spans) = mask::text(&format!("{before}{number}{after}"));
        prop_assert_eq!(spans.iter().filter(|span| span.kind == DataKind::Phone).count(), 1);
        prop_assert!(!masked.contains(&number));
    }
}
