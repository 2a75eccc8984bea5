import assert from 'node:assert/strict';
import { chromiumPath, Person } from '../support/browser.js';
