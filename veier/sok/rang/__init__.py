"""Rangeringen av treffene: vektene, bevisene, gjennomløpet, kildene det leses fra, og rettingen av ord ingen har."""
