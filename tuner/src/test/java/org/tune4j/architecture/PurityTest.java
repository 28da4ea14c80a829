package org.tune4j.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Time, I/O, threads and chance stay at the edge: what decides is a function of what it was told,
 * or no sweep could be replayed.
 */
final class PurityTest {
  private static final JavaClasses CODE = Code.main();

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalTime.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now");

  private static final Set<String> INEXACT =
      Stream.of(
              "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "expm1", "log", "log10",
              "log1p", "pow", "cbrt", "hypot", "sinh", "cosh", "tanh")
          .map(function -> "java.lang.Math." + function)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> CHANCE =
      Set.of(
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle",
          "java.util.random.RandomGenerator.getDefault");

  @Test
  void decidersReadNoClock() {
    noDecider().accessTargetWhere(anyOf(CLOCKS)).check(CODE);
    noDecider().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock").check(CODE);
  }

  /** These may differ in their last bit from one processor to the next. */
  @Test
  void decidersComputeTheSameEverywhere() {
    noDecider().accessTargetWhere(anyOf(INEXACT)).check(CODE);
  }

  @Test
  void decidersDoNoInputOrOutput() {
    noDecider()
        .dependOnClassesThat(
            resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
                .and(isNot("java.io.Serializable", "java.io.UncheckedIOException")))
        .check(CODE);
  }

  @Test
  void decidersStartNoThread() {
    noDecider()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.lang\\.Thread(\\$.*)?|java\\.util\\.Timer"
                + "|java\\.util\\.concurrent\\.(.*Executor.*|CompletableFuture|ForkJoin.*)")
        .check(CODE);
  }

  @Test
  void nothingThatDecidesOrTrainsDrawsWithoutASeed() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.tune4j.tuner.grid..", "org.tune4j.tuner.cli..")
        .should()
        .accessTargetWhere(anyOf(CHANCE))
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .check(CODE);
  }

  /** A trial's Java process is a program, too: it must end whatever threads its trainable left. */
  @Test
  void onlyTheCommandLinePrintsOrExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.tune4j.tuner.cli..")
        .and()
        .doNotHaveFullyQualifiedName("org.tune4j.runner.ForkedProgram")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CODE);
  }

  @Test
  void nobodyReadsForeignJavaObjects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(CODE);
  }

  private static ClassesShould noDecider() {
    return noClasses().that().resideInAnyPackage(Code.DECIDERS).should();
  }

  private static DescribedPredicate<JavaAccess<?>> anyOf(Set<String> members) {
    return describe(
        "is one of " + members,
        access ->
            members.contains(
                access.getTarget().getOwner().getFullName() + "." + access.getTarget().getName()));
  }

  private static DescribedPredicate<JavaClass> isNot(String... names) {
    return describe(
        "is not one of " + String.join(", ", names),
        type -> !Set.of(names).contains(type.getName()));
  }
}
