import { describe, expect, it } from 'vitest';
import { initIn, newFolder, newRepository, WORKFLOWS } from './repository.ts';

const ALL = ['.gitattributes', '.github/pricebook.yaml', ...WORKFLOWS, 'plans/pro.yaml'].toSorted();
const yes = (): boolean => true;

describe('init where nobody can be asked', () => {
  it('writes what is missing and says what to do next', async () => {
    const repository = newRepository();
    const { exit, shown } = await repository.init();
    expect(exit).toBe(0);
    expect(repository.files()).toEqual(ALL);
    expect(shown).toContain('6 files written.');
    expect(shown).toContain('https://github.com/acme/shop/settings/environments');
    for (const word of [
      'product_read',
      'plan_write',
      'connected_account_read',
      'subscription_read',
      'tax_rate_read',
      'coupon_write',
    ])
      expect(shown).toContain(word);
    expect(shown).toContain('gh secret set STRIPE_WRITE_KEY --env stripe-test');
    expect(shown).toContain('open a pull request');
  });

  it('changes nothing when it runs again', async () => {
    const repository = newRepository();
    await repository.init();
    const before = ALL.map((path) => repository.read(path));
    const { exit, shown, json } = await repository.init();
    expect(exit).toBe(0);
    expect(shown).toContain('Nothing was written.');
    expect(ALL.map((path) => repository.read(path))).toEqual(before);
    expect(json.files).toEqual(
      ALL.map(() => expect.objectContaining({ status: 'unchanged', path: expect.any(String) })),
    );
    expect(json.files).toHaveLength(ALL.length);
  });

  it('leaves a file alone that holds something else, and shows where it differs', async () => {
    const repository = newRepository();
    repository.write('.github/workflows/pricebook-drift.yml', 'name: Mine\u001b[31m\n');
    const { exit, shown, json } = await repository.init();
    expect(exit).toBe(0);
    expect(repository.read('.github/workflows/pricebook-drift.yml')).toBe('name: Mine\u001b[31m\n');
    expect(shown).toContain('pricebook-drift.yml differs from line 1 on:\n    - name: Mine\n');
    expect(json.files).toContainEqual({ path: '.github/workflows/pricebook-drift.yml', status: 'left' });
  });

  it('leaves .gitattributes alone and says which line it lacks', async () => {
    const repository = newRepository();
    repository.write('.gitattributes', '* text=auto\n');
    const { shown } = await repository.init();
    expect(repository.read('.gitattributes')).toBe('* text=auto\n');
    expect(shown).toContain('+ *.sqlite -text -filter -merge diff=pricebook');
  });

  it('takes a file with the line ends of Windows for the same', async () => {
    const repository = newRepository();
    await repository.init();
    const [review = ''] = WORKFLOWS;
    repository.write(review, repository.read(review).replaceAll('\n', '\r\n'));
    expect((await repository.init()).json.files).toContainEqual({ path: review, status: 'unchanged' });
  });

  it('adds no plan where there are manifests: the next release would create it', async () => {
    const repository = newRepository();
    repository.write('plans/old/basic.yml', 'code: basic\n');
    const { shown } = await repository.init();
    expect(repository.files()).not.toContain('plans/pro.yaml');
    expect(shown).not.toContain('plans/pro.yaml');
  });

  it('writes at the top of the repository, wherever it is started', async () => {
    const repository = newRepository();
    repository.write('src/deep/a.txt', '');
    await repository.init({}, { below: 'src/deep' });
    expect(repository.files()).toEqual([...ALL, 'src/deep/a.txt'].toSorted());
  });

  it('asks nothing with --yes or --json, even on a terminal', async () => {
    const repository = newRepository();
    expect((await repository.init({ yes: true }, { answer: yes })).questions).toEqual([]);
    const { questions, shown, text } = await repository.init({ json: true }, { answer: yes });
    expect({ questions, shown }).toEqual({ questions: [], shown: text });
  });
});

describe('init on a terminal', () => {
  it('lists the files, asks once, and writes none when the answer is no', async () => {
    const repository = newRepository();
    const { exit, shown, questions } = await repository.init({}, { answer: () => false });
    expect(questions.filter((question) => question.startsWith('Write'))).toHaveLength(1);
    expect(questions).toHaveLength(3);
    for (const path of ALL) expect(shown).toContain(path);
    expect(exit).toBe(1);
    expect(repository.files()).toEqual([]);
  });

  it('asks for live mode and for a protected default branch', async () => {
    const repository = newRepository();
    const { json } = await repository.init({}, { answer: yes });
    expect(json).toMatchObject({ environments: ['test', 'live'], snapshotBranch: 'pricebook' });
  });

  it('does not ask what an option says', async () => {
    const repository = newRepository();
    const { questions, json } = await repository.init(
      { live: true, snapshotBranch: 'record' },
      { answer: yes },
    );
    expect(questions).toHaveLength(1);
    expect(json.snapshotBranch).toBe('record');
  });

  it('asks for each file that is there and differs', async () => {
    const repository = newRepository();
    const [review = '', release = ''] = WORKFLOWS;
    repository.write(review, 'name: Mine\n');
    repository.write(release, 'name: Mine\n');
    repository.write('.gitattributes', '* text=auto');
    const { questions } = await repository.init(
      {},
      {
        answer: (question) =>
          question.startsWith('Write') || /Change \S*(?:review\.yml|gitattributes)\?$/.test(question),
      },
    );
    expect(questions.filter((question) => question.includes('Change'))).toHaveLength(3);
    expect(repository.read(review)).toContain('Pricebook review');
    expect(repository.read(release)).toBe('name: Mine\n');
    expect(repository.read('.gitattributes')).toMatch(/^\* text=auto\n# .*\n\*\.sqlite .*diff=pricebook\n$/);
  });

  it('asks for nothing when everything is there', async () => {
    const repository = newRepository();
    const no = (): boolean => false;
    await repository.init();
    const { questions, exit } = await repository.init({ protected: false }, { answer: no });
    expect({ questions: questions.length, exit }).toEqual({ questions: 1, exit: 0 });
  });
});

describe('what the repository says', () => {
  it.each([
    ['https://github.com/acme/shop.git', 'https://github.com/acme/shop/settings'],
    ['https://token@github.com/acme/shop', 'https://github.com/acme/shop/settings'],
    ['ssh://git@ssh.github.example:22/acme/shop.git', 'https://ssh.github.example/acme/shop/settings'],
    ['/srv/git/shop.git', "(the repository's settings)"],
    ['C:\\git\\shop', "(the repository's settings)"],
  ])('finds the settings for the remote %s', async (origin, settings) => {
    expect((await newRepository(origin).init()).shown).toContain(settings);
  });

  it('takes the default branch from the remote, however the checked-out one is called', async () => {
    const repository = newRepository();
    repository.git('commit', '--allow-empty', '--message=x');
    repository.git('update-ref', 'refs/remotes/origin/trunk', 'HEAD');
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    repository.git('checkout', '-b', 'feature');
    expect((await repository.init()).json.defaultBranch).toBe('trunk');
  });

  it('takes the only branch there is, else what git calls one', async () => {
    const repository = newRepository();
    repository.git('checkout', '-b', 'trunk');
    expect((await repository.init()).json.defaultBranch).toBe('trunk');
    repository.git('commit', '--allow-empty', '--message=x');
    repository.git('checkout', '-b', 'feature');
    repository.git('config', 'init.defaultBranch', 'stable');
    expect((await repository.init()).json.defaultBranch).toBe('stable');
  });

  it('is an error where there is no repository', async () => {
    const { exit, codes } = await initIn(newFolder());
    expect({ exit, codes }).toEqual({ exit: 1, codes: ['init.no-repository'] });
  });

  it.each(['a #b', 'a*', 'true', '../up', '/tmp/x', '.', 'a${{github.token}}', '1.0', 'a\nb'])(
    'is an error for a name that means something else in a workflow: %j',
    async (plans) => {
      const repository = newRepository();
      const { codes } = await repository.init({ plans });
      expect(codes).toEqual(['init.bad-name']);
      expect(repository.files()).toEqual([]);
    },
  );
});
