"""Det som er nytt og passer den enkelte: på Min side, og i brevet hver mandag."""
