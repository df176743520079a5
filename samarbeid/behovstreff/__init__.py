"""Treffene mellom behovene og dem som kan svare: regnet og lagret av jobbene, og vist til begge sider."""
