package org.tune4j.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** Who may know whom. Each rule fails too when it finds no classes to look at. */
final class DirectionsTest {
  private static final JavaClasses CODE = Code.main();

  private static final String[] DEEP_LEARNING = {
    "org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."
  };
  private static final String HAZELCAST = "com.hazelcast..";
  private static final String[] DATABASE = {"java.sql..", "org.h2.."};

  @Test
  void searchSpacesKnowNoOtherModule() {
    noClasses()
        .that()
        .resideInAnyPackage(Code.SEARCH_SPACES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.tune4j.results..", "org.tune4j.runner..", "org.tune4j.rl..", "org.tune4j.tuner..")
        .check(CODE);
  }

  @Test
  void theDatabaseKnowsOnlySearchSpaces() {
    noClasses()
        .that()
        .resideInAPackage("org.tune4j.results..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tune4j.runner..", "org.tune4j.rl..", "org.tune4j.tuner..")
        .check(CODE);
  }

  @Test
  void theRunnerKnowsNeitherDatabaseNorTuner() {
    noClasses()
        .that()
        .resideInAnyPackage("org.tune4j.runner..", "org.tune4j.rl..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tune4j.results..", "org.tune4j.tuner..")
        .check(CODE);
  }

  @Test
  void theRunnerDoesNotKnowReinforcementLearning() {
    noClasses()
        .that()
        .resideInAPackage("org.tune4j.runner..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tune4j.rl..")
        .check(CODE);
  }

  @Test
  void onlyReinforcementLearningKnowsDl4j() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tune4j.rl..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DEEP_LEARNING)
        .check(CODE);
  }

  @Test
  void theTunerReachesReinforcementLearningOnlyByName() {
    noClasses()
        .that()
        .resideInAPackage("org.tune4j.tuner..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tune4j.rl..")
        .check(CODE);
  }

  @Test
  void onlyTheGridKnowsHazelcast() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tune4j.tuner.grid..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HAZELCAST)
        .check(CODE);
  }

  @Test
  void onlyTheDatabaseSpeaksJdbc() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tune4j.results..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DATABASE)
        .check(CODE);
  }

  @Test
  void nobodyKnowsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tune4j.tuner.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tune4j.tuner.cli..", "picocli..")
        .check(CODE);
  }

  @Test
  void thePackagesOfTheTunerHaveNoCycles() {
    slices().matching("org.tune4j.tuner.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void thePackagesOfSearchSpacesHaveNoCycles() {
    slices()
        .matching("org.tune4j.(**)")
        .should()
        .beFreeOfCycles()
        .check(CODE.that(JavaClass.Predicates.resideInAnyPackage(Code.SEARCH_SPACES)));
  }
}
