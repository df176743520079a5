"""Innlogging med ID-porten og Ansattporten (OpenID Connect), av til den er satt opp.

allauth har flyten, PKCE og state. Her er det ID-porten krever i tillegg: nonce, klienten kjent på en nøkkel
(private_key_jwt), og at et lavere sikkerhetsnivå enn det vi ba om, avvises. Kilde: https://docs.digdir.no/docs/idporten/
"""
