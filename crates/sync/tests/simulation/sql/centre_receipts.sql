SELECT device, incarnation, seq, outcome FROM receipt ORDER BY device, incarnation, seq
