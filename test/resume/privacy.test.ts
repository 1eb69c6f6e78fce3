import { describe, expect, setDefaultTimeout, test } from "bun:test";
import fc from "fast-check";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import type { PrivateField } from "../../src/resume/settings.ts";

setDefaultTimeout(60_000);

const secret = {
  email: "grace@example.com",
  phone: "+1 555 010 9999",
  address: "7 Navy Road",
  postalCode: "22202",
};

/** The private fields, and settings. */
function resumeWith(vitae: object = {}): Resume {
  const { address, postalCode, email, phone } = secret;
  const location = { address, postalCode, city: "Arlington", countryCode: "US", region: "Virginia" };
  return { basics: { name: "Grace Hopper", email, phone, location }, meta: { version: "v1", vitae } };
}

/** What is published of some value under an unknown field of some object. */
function published(resume: object): unknown {
  // Unknown fields are what these tests are about: the type has none.
  return publicResume(resume as Resume);
}

describe("the owner's own data", () => {
  test("is left out unless it is named", () => {
    expect<object>(publicResume(resumeWith())).toEqual({
      basics: {
        name: "Grace Hopper",
        location: { city: "Arlington", countryCode: "US", region: "Virginia" },
      },
      meta: { version: "v1", vitae: {} },
    });
  });

  const rows: [names: string[], shown: string[]][] = [
    [["email"], [secret.email]],
    [["phone"], [secret.phone]],
    [["address"], [secret.address, secret.postalCode]],
    [["email", "phone", "address"], Object.values(secret)],
    [["Email", "postalCode", "__proto__", "constructor"], []],
  ];
  for (const [names, shown] of rows) {
    test(`with public ${JSON.stringify(names)} shows ${JSON.stringify(shown)}`, () => {
      const text = JSON.stringify(publicResume(resumeWith({ public: names })));
      for (const value of Object.values(secret)) expect(text.includes(value)).toBe(shown.includes(value));
    });
  }

  test("is private in links too, and a profile goes with its link", () => {
    const profiles = [
      { network: "Email", username: "grace@example.com" },
      { network: "Write me", username: "grace@example.com", url: "mailto:grace@example.com" },
      { network: "Call me", url: " TEL:+15550109999" },
      { network: "Mastodon", url: "https://example.com/@grace" },
    ];
    const resume = { basics: { url: "mailto:grace@example.com", profiles } };
    const mastodon = { network: "Mastodon", url: "https://example.com/@grace" };
    expect<object>(publicResume(resume)).toEqual({ basics: { profiles: [mastodon] } });
    const shared: Resume = { ...resume, meta: { vitae: { public: ["email"] } } };
    expect(publicResume(shared).basics).toEqual({
      url: "mailto:grace@example.com",
      profiles: [...profiles.slice(0, 2), mastodon],
    });
  });
});

describe("anybody else's data", () => {
  const names = [
    ..."email e-mail E-Mail mail Email emails workEmail email_address emailAddress personal-email MAIL e_mail".split(
      " ",
    ),
    ..."phone Phone phones phoneNumber phone_number telephone tel Tel homeTel mobile mobilePhone MOBILE cell cellPhone".split(
      " ",
    ),
    ..."fax faxNumber telefon Teléfono whatsapp sms contact pager handy".split(" "),
    ..."address Address streetAddress street street_name postalCode postal_code POSTCODE zip zipCode ZIP addressLine1 addresses".split(
      " ",
    ),
    ..."Adresse dirección plz courriel correo".split(" "),
  ];
  for (const name of names) {
    test(`under ${name} is left out everywhere, whatever is public`, () => {
      const data = { [name]: "secret", kept: 1 };
      const deep = { ...data, [name]: { a: ["secret", { b: "secret" }] } };
      const text = JSON.stringify(
        published({
          ...data,
          basics: { location: { [`x ${name}`]: "secret" }, profiles: [deep] },
          work: [deep],
          references: [{ name: "Howard", ...data }],
          team: { lead: deep },
          meta: { ...data, vitae: { public: ["email", "phone", "address"], ...data } },
        }),
      );
      expect(text).not.toContain("secret");
      expect(text.match(/"kept":1/g)).toHaveLength(7);
    });
  }

  test("under names that only look alike is kept", () => {
    const kept = {
      hotel: 1,
      telescope: 1,
      excellent: 1,
      zipline: 1,
      cellar: 1,
      tools: 1,
      name: 1,
      city: 1,
      url: "https://a.b",
    };
    expect(published({ work: [kept] })).toEqual({ work: [kept] });
  });

  test("is looked for in lists, whose nulls stay", () => {
    const scores = [null, "a", [null, 1]];
    expect(published({ work: [{ scores }] })).toEqual({ work: [{ scores }] });
  });

  test("in links is left out everywhere but in basics", () => {
    const resume = {
      work: [
        { url: "mailto:boss@example.com" },
        { url: "tel:555" },
        { link: "\u0001mailto:x@example.com" },
        { url: "sms:5" },
      ],
      references: [{ url: "MAILTO:x@example.com" }],
      links: ["mailto:x@example.com", "https://example.com/"],
      meta: { vitae: { public: ["email", "phone"] } },
    };
    expect(published(resume)).toEqual({
      work: [{}, {}, {}, {}],
      references: [{}],
      links: ["https://example.com/"],
      meta: { vitae: {} },
    });
  });
});

describe("what is hidden", () => {
  const resume: Resume = {
    basics: { name: "Grace", image: "me.png", profiles: [{ network: "a" }, { network: "b" }] },
    work: [
      { name: "a", highlights: ["x", "y", "z"] },
      { name: "b" },
      { name: "c", url: "https://c.example" },
    ],
    references: [{ name: "r" }],
  };
  const rows: [hidden: string[], after: object][] = [
    [["references"], { basics: resume.basics, work: resume.work }],
    [["work[0]", "work[1]"], { ...resume, work: [{ name: "c", url: "https://c.example" }] }],
    [
      ["work[2].url", "work[0].highlights[1]", "work[1]"],
      { ...resume, work: [{ name: "a", highlights: ["x", "z"] }, { name: "c" }] },
    ],
    [
      ["basics.image", "basics.profiles[0]"],
      { ...resume, basics: { name: "Grace", profiles: [{ network: "b" }] } },
    ],
    [["basics", "work", "references"], {}],
    [["work[0].highlights", "work[0]"], { ...resume, work: resume.work?.slice(1) }],
    [["work[0]", "work[0].name"], { ...resume, work: resume.work?.slice(1) }],
    [["__proto__", "constructor", "toString", "work[99]", "nothing.there", "a b", "", "work.length"], resume],
  ];
  for (const [hidden, after] of rows) {
    test(`by ${JSON.stringify(hidden)} is gone, by the indexes of the whole résumé`, () => {
      expect<object>(publicResume({ ...resume, meta: { vitae: { hidden } } })).toEqual({
        ...after,
        meta: { vitae: {} },
      });
    });
  }

  test("is gone even where it is public", () => {
    const shown = publicResume(resumeWith({ public: ["email"], hidden: ["basics.email"] }));
    expect(JSON.stringify(shown)).not.toContain(secret.email);
  });
});

describe("what is revealed", () => {
  const reveal = (fields: PrivateField[], vitae: object = {}) =>
    publicResume(
      { ...resumeWith(vitae), work: [{ summary: "+1 555 010 9999 at 7 Navy Road" }] },
      { reveal: fields },
    );

  test("is shown beside what is public, in texts too", () => {
    const shown = reveal(["phone"], { public: ["email"] });
    expect(shown.basics).toEqual({
      name: "Grace Hopper",
      email: secret.email,
      phone: secret.phone,
      location: { city: "Arlington", countryCode: "US", region: "Virginia" },
    });
    expect(shown.work).toEqual([{ summary: "+1 555 010 9999 at …" }]);
    expect(shown.meta).toEqual({ version: "v1", vitae: {} });
  });

  test("is the owner's own data only", () => {
    const resume = { basics: { phone: "1" }, references: [{ name: "Howard", phone: "secret" }] };
    expect(JSON.stringify(publicResume(resume as Resume, { reveal: ["phone"] }))).not.toContain("secret");
  });

  test.each([
    [["basics.phone"], ["phone"]],
    [["basics.location"], ["address"]],
    [["basics.location.address"], ["address"]],
    [["basics"], ["phone", "address"]],
  ] satisfies [string[], PrivateField[]][])("is hidden by %j, in texts too", (hidden, fields) => {
    const text = JSON.stringify(reveal(fields, { hidden }));
    expect(text).not.toMatch(/555 010 9999|7 Navy Road/);
  });

  test("leaves the résumé as it was", () => {
    const resume = resumeWith({ public: ["email"] });
    const before = structuredClone(resume);
    publicResume(resume, { reveal: ["phone"] });
    expect(resume).toEqual(before);
    expect(publicResume(resume, { reveal: [] })).toEqual(publicResume(resume));
  });
});

describe("settings", () => {
  test("say nothing about what is private or hidden", () => {
    const vitae = {
      public: ["phone"],
      hidden: ["references"],
      sections: ["work"],
      accent: "teal",
      language: "en",
      labels: { contact: "Write" },
    };
    const { public: _, hidden: __, ...shown } = vitae;
    expect<object | undefined>(publicResume({ meta: { vitae } }).meta).toEqual({ vitae: shown });
  });
});

describe("a copy", () => {
  test("shares nothing with the résumé, which stays as it is", () => {
    const resume = resumeWith({ hidden: ["basics.name"] });
    const before = structuredClone(resume);
    const copy = publicResume(resume);
    if (copy.basics?.location) copy.basics.location.city = "changed";
    expect(resume).toEqual(before);
  });

  test("has no prototype of somebody's choice", () => {
    const resume = JSON.parse(
      '{"__proto__": {"email": "x"}, "work": [{"__proto__": {"phone": "x"}}], "constructor": {"a": 1}}',
    );
    const copy = publicResume(resume);
    expect(JSON.stringify(copy)).toBe('{"work":[{}],"constructor":{"a":1}}');
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });
});

test("no private value is in any byte, wherever else the résumé says something", () => {
  const text = fc.stringMatching(/^[a-z ]{0,9}$/);
  const field = fc.constantFrom(
    "name",
    "email",
    "Phone",
    "address",
    "url",
    "x",
    "profiles",
    "work",
    "mail",
    "cell",
  );
  const tree = fc.letrec(tie => ({
    node: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(field, tie("node"), { maxKeys: 4 }),
    ),
  })).node;
  fc.assert(
    fc.property(fc.dictionary(field, tree), unknown => {
      const marked = mark(unknown, false);
      const { basics, meta } = resumeWith();
      const shown = JSON.stringify(published({ ...(marked as object), basics, meta }));
      for (const value of ["SECRET", ...Object.values(secret)]) expect(shown).not.toContain(value);
    }),
  );
});

/** Marks every text below a private name as one that must not be seen. */
function mark(value: unknown, isPrivate: boolean): unknown {
  if (typeof value === "string") return isPrivate ? `SECRET ${value}` : value;
  if (Array.isArray(value)) return value.map(item => mark(item, isPrivate));
  if (typeof value !== "object" || value === null) return value;
  const privates = ["email", "Phone", "address", "mail", "cell"];
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, mark(child, isPrivate || privates.includes(name))]),
  );
}
