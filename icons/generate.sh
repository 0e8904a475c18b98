#!/usr/bin/env bash
# Draws every icon from lianxin.svg. Needs librsvg2-bin and python3.
set -euo pipefail
cd "$(dirname "$0")"

draw() { rsvg-convert --width "$1" --height "$1" lianxin.svg --output "$2"; }

draw 32 32x32.png
draw 128 128x128.png
draw 256 128x128@2x.png
draw 512 icon.png

sizes=$(mktemp --directory)
trap 'rm -rf "$sizes"' EXIT
for size in 16 24 32 48 64 128 256 512 1024; do draw "$size" "$sizes/$size.png"; done

# Both containers take PNG files as they are: no image library is needed.
python3 - "$sizes" <<'PYTHON'
import pathlib, struct, sys

folder = pathlib.Path(sys.argv[1])
png = {int(file.stem): file.read_bytes() for file in folder.glob("*.png")}

# ICO: ICONDIR, one ICONDIRENTRY (16 bytes) a picture, then the pictures. 256 is written as 0.
chosen = [16, 24, 32, 48, 64, 256]
entries, pictures, offset = b"", b"", 6 + 16 * len(chosen)
for size in chosen:
    data = png[size]
    entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
    pictures, offset = pictures + data, offset + len(data)
pathlib.Path("icon.ico").write_bytes(struct.pack("<HHH", 0, 1, len(chosen)) + entries + pictures)

# ICNS: big-endian; every picture has a four-letter type and its length with these 8 bytes.
types = [(b"ic11", 32), (b"ic12", 64), (b"ic07", 128), (b"ic13", 256), (b"ic08", 256), (b"ic14", 512), (b"ic09", 512), (b"ic10", 1024)]
body = b"".join(kind + struct.pack(">I", 8 + len(png[size])) + png[size] for kind, size in types)
pathlib.Path("icon.icns").write_bytes(b"icns" + struct.pack(">I", 8 + len(body)) + body)
PYTHON
