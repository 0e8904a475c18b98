//! sRGB as a small ICC profile (ICC.1:2010, version 4.2): the output intent PDF/A asks for, in 0.5 KB.

/// D50-adapted primaries and white of IEC 61966-2-1, as s15Fixed16.
const WHITE: [u32; 3] = [0xF6D6, 0x10000, 0xD32D];
const RED: [u32; 3] = [0x6FA0, 0x38F2, 0x0390];
const GREEN: [u32; 3] = [0x6296, 0xB787, 0x18DA];
const BLUE: [u32; 3] = [0x24A0, 0x0F85, 0xB6C4];
/// Bradford, D65 to D50.
const ADAPTATION: [u32; 9] = [
    0x10C42,
    0x5DE,
    0xFFFF_F325,
    0x793,
    0xFD90,
    0xFFFF_FBA1,
    0xFFFF_FDA2,
    0x3DC,
    0xC06E,
];
/// g, a, b, c, d of the sRGB curve: ((x + 0.055) / 1.055)^2.4 above 0.04045, x / 12.92 below.
const CURVE: [u32; 5] = [0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B];

pub(super) fn srgb() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB IEC61966-2.1")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", xyz(WHITE)),
        (b"chad", matrix(ADAPTATION)),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let start = 128 + 4 + tags.len() * 12;
    let mut last: Option<(usize, Vec<u8>)> = None;
    for (name, body) in tags {
        // The three curves are one.
        let offset = match &last {
            Some((offset, same)) if *same == body => *offset,
            _ => {
                let offset = start + data.len();
                data.extend(&body);
                data.resize(data.len().next_multiple_of(4), 0);
                offset
            }
        };
        table.extend(name);
        table.extend((offset as u32).to_be_bytes());
        table.extend((body.len() as u32).to_be_bytes());
        last = Some((offset, body));
    }
    let mut profile = header((start + data.len()) as u32);
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0u8; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &size.to_be_bytes());
    put(8, &0x0420_0000u32.to_be_bytes());
    put(12, b"mntrRGB XYZ ");
    // 2012-01-01: any fixed day.
    put(24, &[0x07, 0xDC, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    put(36, b"acsp");
    for (i, value) in WHITE.into_iter().enumerate() {
        put(68 + i * 4, &value.to_be_bytes());
    }
    header
}

fn typed(kind: &[u8; 4]) -> Vec<u8> {
    let mut out = kind.to_vec();
    out.extend([0; 4]);
    out
}

fn words(mut out: Vec<u8>, values: &[u32]) -> Vec<u8> {
    out.extend(values.iter().flat_map(|v| v.to_be_bytes()));
    out
}

fn xyz(value: [u32; 3]) -> Vec<u8> {
    words(typed(b"XYZ "), &value)
}

fn matrix(values: [u32; 9]) -> Vec<u8> {
    words(typed(b"sf32"), &values)
}

/// Parametric curve of type 3.
fn curve() -> Vec<u8> {
    let mut out = typed(b"para");
    out.extend([0, 3, 0, 0]);
    words(out, &CURVE)
}

fn text(ascii: &str) -> Vec<u8> {
    let utf16: Vec<u8> = ascii.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = words(typed(b"mluc"), &[1, 12]);
    out.extend(b"enUS");
    let mut out = words(out, &[utf16.len() as u32, 28]);
    out.extend(utf16);
    out
}
