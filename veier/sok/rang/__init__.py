"""Rangeringen av treffene: vektene, bevisene, gjennomløpet, likheten, kildene det leses fra, og rettingen av ord ingen har."""
