//! The numbers of headings, which the writer never types: 一、 （一） 1. （1） (7.3.3).

/// Counts headings in the order they come; a heading restarts all deeper ones.
#[derive(Debug, Default, Clone)]
pub struct Numbering {
    counts: [u32; 4],
}

impl Numbering {
    /// The number of the next heading of this level (1–4), as written before its text.
    pub fn next(&mut self, level: u8) -> String {
        let depth = usize::from(level.clamp(1, 4)) - 1;
        self.counts[depth] += 1;
        self.counts[depth + 1..].fill(0);
        let n = self.counts[depth];
        match level {
            1 => format!("{}、", chinese(n)),
            2 => format!("（{}）", chinese(n)),
            3 => format!("{n}."),
            _ => format!("（{n}）"),
        }
    }
}

/// 一 to 九百九十九; a letter has no more headings than that.
fn chinese(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (hundreds, tens, ones) = (
        (n / 100 % 10) as usize,
        (n / 10 % 10) as usize,
        (n % 10) as usize,
    );
    let mut out = String::new();
    if hundreds > 0 {
        out += DIGITS[hundreds];
        out += "百";
        if tens == 0 && ones > 0 {
            out += "零";
        }
    }
    if tens > 0 {
        // 十一, but 一百一十一.
        if tens > 1 || hundreds > 0 {
            out += DIGITS[tens];
        }
        out += "十";
    }
    out + DIGITS[ones]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_number_themselves_and_restart_below() {
        let mut n = Numbering::default();
        let got: Vec<String> = [1, 2, 2, 3, 4, 4, 3, 4, 1, 2]
            .into_iter()
            .map(|l| n.next(l))
            .collect();
        assert_eq!(
            got,
            [
                "一、",
                "（一）",
                "（二）",
                "1.",
                "（1）",
                "（2）",
                "2.",
                "（1）",
                "二、",
                "（一）"
            ]
        );
    }

    #[test]
    fn chinese_numerals_read_as_they_are_spoken() {
        let got: Vec<String> = [1, 9, 10, 11, 19, 20, 21, 99, 100, 101, 110, 111]
            .into_iter()
            .map(chinese)
            .collect();
        assert_eq!(
            got,
            [
                "一",
                "九",
                "十",
                "十一",
                "十九",
                "二十",
                "二十一",
                "九十九",
                "一百",
                "一百零一",
                "一百一十",
                "一百一十一"
            ]
        );
    }
}
