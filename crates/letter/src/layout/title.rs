//! A title's lines: broken where the sense allows, in the form of a trapezium or a lozenge (7.3.1). The writer's own line
//! breaks always win.

use super::{
    Ink, Style,
    breaks::{self, Break},
    item::{self, Item, Sort},
    measures::{SIZE_2, TEXT_WIDTH},
    shape::Shaper,
};
use crate::{Error, Place, content::clean, fonts::Role};

/// Words of such titles that a line break would tear. Without a dictionary the rest is a guess, which is why a writer may
/// break the title himself.
const WORDS: &str = "关于 反映 问题 答复 情况 处理 意见 告知 受理 不予 延期 办理 事项 社区 街道 小区 新村 居民 业主 物业 管理 \
违法 建设 搭建 噪音 噪声 扰民 占用 公共 绿地 停车 车位 消防 通道 垃圾 分类 电梯 油烟 污水 道路 施工 安全 隐患 信访 复查 复核 \
调解 协议书 告知书 意见书 答复函 转办函 复函 会议 纪要 联席 转办 补正 办事处 人民 政府 委员会 申请 请求 投诉 建议 咨询 求助 改造 \
加装 维修 漏水 拆除 整治 犬只 养犬 夜间 餐饮 广场 充电 电动车 车辆 环境 卫生 楼道 堆放 杂物 路灯 树木 河道 学校 医院 周边 长期 \
有关 进行 开展 进一步 严重 影响 生活 休息";

pub(super) fn lines(
    title: &str,
    shaper: &Shaper<'_>,
    place: Place,
) -> Result<Vec<Vec<Item>>, Error> {
    let style = Style::natural(Role::Title, SIZE_2, Ink::Black);
    let mut lines = Vec::new();
    for part in title.lines().map(clean).filter(|part| !part.is_empty()) {
        let items = shaper.shape(&part, style, place)?;
        let ends = divide(&items);
        let mut start = 0;
        for end in ends {
            lines.push(items[start..end].to_vec());
            start = end;
        }
    }
    Ok(lines)
}

/// Ends of the lines: as few lines as fit, then the form and the sense that cost least.
fn divide(items: &[Item]) -> Vec<usize> {
    let whole = item::width(items);
    if whole <= TEXT_WIDTH {
        return vec![items.len()];
    }
    let costs = sense(items);
    let fewest = (whole / TEXT_WIDTH).ceil() as usize;
    for count in fewest..=fewest.max(MOST_LINES) {
        let mut best = None;
        search(items, &costs, count, &mut Vec::new(), &mut best);
        if let Some((_, ends)) = best {
            return ends;
        }
    }
    greedy(items)
}

/// Beyond this no title is looked at as a form.
const MOST_LINES: usize = 4;

/// Tries all divisions into `count` lines.
fn search(
    items: &[Item],
    costs: &[Option<f64>],
    count: usize,
    ends: &mut Vec<usize>,
    best: &mut Option<(f64, Vec<usize>)>,
) {
    let start = ends.last().copied().unwrap_or(0);
    let remaining = item::width(&items[start..]);
    let left = count - ends.len();
    if left == 1 {
        if remaining <= TEXT_WIDTH {
            ends.push(items.len());
            if let Some(cost) = judge(items, costs, ends)
                && best.as_ref().is_none_or(|(known, _)| cost < *known)
            {
                *best = Some((cost, ends.clone()));
            }
            ends.pop();
        }
        return;
    }
    let mut width = 0.0;
    for end in start + 1..items.len() {
        width += items[end - 1].width;
        if width > TEXT_WIDTH {
            break;
        }
        // What is left must still fit into the lines that are left.
        if costs[end].is_none() || remaining - width > TEXT_WIDTH * (left - 1) as f64 {
            continue;
        }
        ends.push(end);
        search(items, costs, count, ends, best);
        ends.pop();
    }
}

/// The cost of a division, or `None` for a form that is not allowed: an hourglass, a line of one or two characters.
fn judge(items: &[Item], costs: &[Option<f64>], ends: &[usize]) -> Option<f64> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let widths: Vec<f64> = starts
        .zip(ends)
        .map(|(s, &e)| item::width(&items[s..e]))
        .collect();
    let cell = items.first().map_or(1.0, |i| i.style.cell);
    if widths.iter().any(|w| *w < 2.5 * cell)
        || widths.windows(3).any(|w| w[1] < w[0].min(w[2]) - 0.1)
    {
        return None;
    }
    let mean = widths.iter().sum::<f64>() / widths.len() as f64;
    let uneven: f64 = widths.iter().map(|w| (w - mean).abs() / mean * 60.0).sum();
    let stub: f64 = widths
        .iter()
        .map(|w| if *w < 4.5 * cell { 80.0 } else { 0.0 })
        .sum();
    // Lines of one length are a block, neither trapezium nor lozenge.
    let block = if widths.windows(2).all(|w| (w[0] - w[1]).abs() < 0.5 * cell) {
        15.0
    } else {
        0.0
    };
    let torn: f64 = ends[..ends.len() - 1]
        .iter()
        .map(|e| costs[*e].unwrap_or(f64::MAX))
        .sum();
    Some(uneven + stub + block + torn)
}

/// What a break before each item costs the sense; `None` where it is forbidden.
fn sense(items: &[Item]) -> Vec<Option<f64>> {
    let text: Vec<char> = items.iter().flat_map(|i| i.text().next()).collect();
    (0..items.len())
        .map(|at| {
            let Break::At(base) = breaks::before(items, at) else {
                return None;
            };
            let (left, right) = (text[at - 1], text[at]);
            let torn = if in_word(&text, at) { 200.0 } else { 0.0 };
            let guess = match (left, right) {
                _ if items[at - 1].sort == Sort::Closing || items[at].sort == Sort::Opening => 0.0,
                (_, '的' | '等' | '了' | '者' | '们' | '性') => 120.0,
                ('的', _) => 2.0,
                (_, '和' | '与' | '及' | '并' | '、' | '暨') => 5.0,
                ('和' | '与' | '及' | '对' | '在' | '向' | '将' | '第', _) => 40.0,
                _ => 20.0,
            };
            Some(base + torn + guess)
        })
        .collect()
}

fn in_word(text: &[char], at: usize) -> bool {
    WORDS.split_whitespace().any(|word| {
        let word: Vec<char> = word.chars().collect();
        (1..word.len()).any(|into| at >= into && text[at - into..].starts_with(&word))
    })
}

fn greedy(items: &[Item]) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut start, mut width, mut allowed) = (0, 0.0, None);
    for at in 0..items.len() {
        if at > start && breaks::before(items, at) != Break::Never {
            allowed = Some(at);
        }
        width += items[at].width;
        if width > TEXT_WIDTH
            && let Some(end) = allowed.take()
        {
            ends.push(end);
            start = end;
            width = item::width(&items[start..=at]);
        }
    }
    ends.push(items.len());
    ends
}
