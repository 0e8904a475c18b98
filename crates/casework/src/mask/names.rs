//! Names of persons beside a word that says who they are: 被投诉人张三丰, 业主：李四.
//! Chinese writes no capitals, so a name is believed only when a surname follows
//! such a word and what comes after can follow a name; 王某 and 李先生 name nobody.

/// Who in a case is a third person.
const ROLES: [&str; 30] = [
    "被投诉人",
    "被举报人",
    "被反映人",
    "投诉人",
    "举报人",
    "反映人",
    "当事人",
    "业主",
    "租户",
    "租客",
    "承租人",
    "房东",
    "户主",
    "住户",
    "居民",
    "邻居",
    "村民",
    "犬主",
    "狗主",
    "狗主人",
    "车主",
    "店主",
    "摊主",
    "老板",
    "经营者",
    "行为人",
    "违建人",
    "责任人",
    "肇事者",
    "伤者",
];

const ROLE_BEGINS: &str = "被投举反当业租承房户住居邻村犬狗车店摊老经行违责肇伤";

/// The commonest surnames; those that also begin common words are held to the
/// list of words below.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤竺励虞邬裘葛俞屠柴翁干庄项祝舒童阮柳施洪仇鲍殷毕倪滕卞伍骆詹耿焦尤褚柯岳聂裴晏池巩缪岑茅胥忻娄傅穆湛凌霍邢季盛康温应";
const COMPOUND: [&str; 10] = [
    "欧阳", "上官", "司马", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "慕容",
];

/// Words that begin with a surname and are no name.
const WORDS: [&str; 59] = [
    "高度",
    "高空",
    "高声",
    "高层",
    "高价",
    "方面",
    "方可",
    "方便",
    "任何",
    "任意",
    "白天",
    "白色",
    "金额",
    "石材",
    "施工",
    "万元",
    "钱款",
    "武断",
    "许可",
    "许多",
    "许诺",
    "余款",
    "余下",
    "马上",
    "马路",
    "黄色",
    "张贴",
    "何时",
    "何况",
    "向前",
    "向后",
    "向上",
    "周边",
    "周围",
    "周末",
    "周日",
    "江边",
    "毛坯",
    "曾经",
    "曾多次",
    "严重",
    "严禁",
    "严格",
    "干扰",
    "干活",
    "干净",
    "项目",
    "范围",
    "段时间",
    "应当",
    "应急",
    "应承",
    "应予",
    "应尽",
    "应付",
    "温和",
    "康复",
    "季度",
    "盛水",
];
/// Words after a surname that leave the person unnamed.
const UNNAMED: [&str; 20] = [
    "某", "先生", "女士", "小姐", "老师", "师傅", "大爷", "大妈", "大伯", "阿姨", "主任", "书记",
    "经理", "所长", "队长", "站长", "科长", "局长", "姓", "氏",
];
/// No given name has these, and none in `AFTER` either.
const NEVER_GIVEN: &str = "的了在于是和与及或已将被对从把会要应可不未也都就并而但因为所其此该这那有无没个们户等称说表示求出具签过到来去上下进年月日号幢室元米次向某反认同拒";
/// What may follow a name within a sentence.
const AFTER: &str = "的于已称在将表反说承签出同等未对因与和及家本是也并为向拒到有会前赴至联均都";

/// The name after a role that begins here: (start, end) of the name.
pub(crate) fn name_at(text: &[char], at: usize) -> Option<(usize, usize)> {
    if !ROLE_BEGINS.contains(text[at]) {
        return None;
    }
    let role = ROLES
        .iter()
        .filter(|role| is_at(text, at, role))
        .map(|role| role.chars().count())
        .max()?;
    let mut start = at + role;
    while matches!(
        text.get(start),
        Some(':' | '(' | ' ' | '是' | '为' | '"' | '“')
    ) {
        start += 1;
    }
    person_at(text, start).map(|end| (start, end))
}

/// The end of a name that begins here, if what follows can follow a name.
pub(crate) fn person_at(text: &[char], start: usize) -> Option<usize> {
    ends(text, start).find(|end| may_follow(text, *end))
}

/// The same after words that leave no doubt, such as 工作人员.
pub(crate) fn staff_at(text: &[char], start: usize) -> Option<usize> {
    person_at(text, start).or_else(|| ends(text, start).next())
}

/// Where a name that begins here could end, the longest first.
fn ends(text: &[char], start: usize) -> impl Iterator<Item = usize> {
    let surname = surname_at(text, start).filter(|surname| {
        let word = WORDS.iter().any(|word| is_at(text, start, word));
        let unnamed = UNNAMED
            .iter()
            .any(|word| is_at(text, start + surname, word));
        !word && !unnamed
    });
    surname.into_iter().flat_map(move |surname| {
        let given = start + surname;
        [given + 2, given + 1].into_iter().filter(move |end| {
            text.get(given..*end)
                .is_some_and(|name| name.iter().all(is_given))
        })
    })
}

/// How many characters the surname that begins here has.
pub(crate) fn surname_at(text: &[char], at: usize) -> Option<usize> {
    if COMPOUND.iter().any(|surname| is_at(text, at, surname)) {
        return Some(2);
    }
    SURNAMES.contains(*text.get(at)?).then_some(1)
}

fn is_given(c: &char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}') && !NEVER_GIVEN.contains(*c)
}

fn may_follow(text: &[char], at: usize) -> bool {
    text.get(at).is_none_or(|c| {
        AFTER.contains(*c) || !c.is_alphanumeric() && *c != '*' || c.is_ascii_digit()
    })
}

fn is_at(text: &[char], at: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(n, c)| text.get(at + n) == Some(&c))
}
