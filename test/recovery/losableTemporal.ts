import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDevServer, type DevServer } from '../../src/temporal/devServer.js';
import { freePort } from '../../src/temporal/freePort.js';
import { searchAttributes } from '../../src/trajectory/replayed/contract.js';
import { quickDeletion, temporalBinary } from '../support/shared.js';

/** A Temporal server with its data in a file, at one address: what it holds can be lost, kept, and put back. */
export class LosableTemporal {
  readonly namespace = 'default';
  private readonly folder: string;
  private readonly port: number;
  private server: DevServer | undefined;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
  }

  static async start(): Promise<LosableTemporal> {
    const temporal = new LosableTemporal(await mkdtemp(join(tmpdir(), 'bestendig-losable-')), await freePort());
    await temporal.up();
    return temporal;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    this.server = await startDevServer({
      binary: await temporalBinary(),
      port: this.port,
      dbFilename: join(this.data, 'temporal.db'),
      searchAttributes,
      dynamicConfig: quickDeletion,
    });
  }

  async down(): Promise<void> {
    await this.server?.stop();
  }

  /** While it is down: everything it held is gone. */
  lose(): Promise<void> {
    return rm(this.data, { recursive: true });
  }

  /** While it is down. */
  backUp(): Promise<void> {
    return cp(this.data, this.backup, { recursive: true });
  }

  /** While it is down: it holds what it held at the backup. */
  async putBack(): Promise<void> {
    await this.lose();
    await cp(this.backup, this.data, { recursive: true });
  }

  async remove(): Promise<void> {
    await this.down();
    await rm(this.folder, { recursive: true, force: true });
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  private get backup(): string {
    return join(this.folder, 'backup');
  }
}
