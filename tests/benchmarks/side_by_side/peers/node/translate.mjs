// CQL to ELM, with the translator of the CQL community.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import {
  CqlCompilerOptions,
  CqlTranslator,
  LibraryManager,
  ModelManager,
  createLibrarySourceProvider,
  createModelInfoProvider,
  createUcumService,
  stringAsSource,
} from "@cqframework/cql/cql-to-elm";

const fhirModel = createRequire(import.meta.url)
  .resolve("cql-exec-fhir")
  .replace(/index\.js$/, "modelInfos/fhir-modelinfo-4.0.1.xml");
const MODELS = {
  // CQL's own types: the translator's package comes without them.
  System: new URL("system_types.xml", import.meta.url),
  FHIR: fhirModel,
};
const LIBRARIES = {
  FHIRHelpers: new URL("fhir_helpers.cql", import.meta.url),
  SixRules: new URL("six_rules.cql", import.meta.url),
};

export function translated(name) {
  const translator = CqlTranslator.fromText(readFileSync(LIBRARIES[name], "utf8"), libraries());
  const faults = translator.exceptions.asJsReadonlyArrayView();
  const severe = faults.filter((fault) => fault.severity?.name !== "Warning");
  const told = severe.map((fault) => `${fault.message} ${fault.locator}`);
  if (told.length) throw new Error(`${name}:\n${told.join("\n")}`);
  return JSON.parse(translator.toJson());
}

function libraries() {
  const models = new ModelManager();
  const model = (id) => stringAsSource(readFileSync(MODELS[id], "utf8"));
  models.modelInfoLoader.registerModelInfoProvider(createModelInfoProvider(model));
  const made = new LibraryManager(models, undefined, undefined, units());
  const source = (id) => stringAsSource(readFileSync(LIBRARIES[id], "utf8"));
  made.librarySourceLoader.registerProvider(createLibrarySourceProvider(source));
  return made;
}

// The only units in use are CQL's own (hours, days, months): all that is asked of
// this service is whether a unit is one, and no answer means that it is.
function units() {
  const never = () => {
    throw new Error("six_rules.cql converts no unit");
  };
  return createUcumService(never, () => null, never, never);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(translated("SixRules")).length);
}
