package org.tune4j.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The compiled code that the rules look at, and the packages that they name. */
final class Code {
  /** The packages of the module search-spaces. */
  static final String[] SEARCH_SPACES = {
    "org.tune4j.space..",
    "org.tune4j.search..",
    "org.tune4j.trial..",
    "org.tune4j.yaml..",
    "org.tune4j.math..",
    "org.tune4j.analysis.."
  };

  /** What decides: the same input gives the same output, whenever and wherever. */
  static final String[] DECIDERS = {
    "org.tune4j.space..",
    "org.tune4j.search..",
    "org.tune4j.trial..",
    "org.tune4j.analysis..",
    "org.tune4j.tuner.engine..",
    "org.tune4j.tuner.place..",
    "org.tune4j.tuner.sim..",
    "org.tune4j.tuner.stop.."
  };

  private Code() {}

  /** All main classes of all modules. */
  static JavaClasses main() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("org.tune4j");
  }
}
