import assert from 'node:assert/strict';
import express from 'express';
import { languageOf } from '../../src/api/http/language.js';

describe('The language of an answer', () => {
  const asked = (address: string, header?: string) => {
    const request = Object.create(express().request, {
      headers: { value: header === undefined ? {} : { 'accept-language': header } },
      query: { value: Object.fromEntries(new URL(address, 'http://here').searchParams) },
    });
    return languageOf(request);
  };

  it('is what the address asks for, else what the header prefers, else English', () => {
    assert.equal(asked('/'), 'en');
    assert.equal(asked('/', 'nl'), 'nl');
    assert.equal(asked('/', 'nl-NL,nl;q=0.9,en;q=0.8'), 'nl');
    assert.equal(asked('/', 'de, en;q=0.5, nl;q=0.7'), 'nl');
    assert.equal(asked('/', 'fr'), 'en');
    assert.equal(asked('/?language=en', 'nl'), 'en');
    assert.equal(asked('/?language=nl'), 'nl');
    assert.equal(asked('/?language=fr', 'nl'), 'nl');
  });
});
