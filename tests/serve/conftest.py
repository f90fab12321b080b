"""`qa serve` as its own process, asked over real connections."""

import pytest
from asking import Client


@pytest.fixture(scope="session")
def address(serving):
    return serving()


@pytest.fixture(scope="session")
def client(address):
    return Client(address)
