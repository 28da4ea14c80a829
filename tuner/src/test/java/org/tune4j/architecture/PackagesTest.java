package org.tune4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Every package says what lives in it, and that nothing in it is null unless it says so. */
final class PackagesTest {
  private static final JavaClasses CODE = Code.main();
  private static final String[] SEARCH_SPACES = Code.SEARCH_SPACES;
  private static final String[] DECIDERS = Code.DECIDERS;

  @ParameterizedTest
  @FieldSource({"SEARCH_SPACES", "DECIDERS"})
  void thePackagesThatRulesNameAreThere(String pattern) {
    assertThat(CODE.that(JavaClass.Predicates.resideInAPackage(pattern))).isNotEmpty();
  }

  /** A rule that keeps a library in one package says nothing when nobody uses the library. */
  @ParameterizedTest
  @CsvSource({
    "org.tune4j.tuner.grid.., com.hazelcast..",
    "org.tune4j.rl.., org.nd4j..",
    "org.tune4j.results.., java.sql..",
    "org.tune4j.tuner.cli.., picocli.."
  })
  void theLibrariesThatRulesConfineAreUsed(String pattern, String library) {
    assertThat(CODE.that(JavaClass.Predicates.resideInAPackage(pattern)))
        .anyMatch(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(
                        to ->
                            JavaClass.Predicates.resideInAPackage(library)
                                .test(to.getTargetClass())));
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> seen = new ArrayList<>();
    List<String> unmarked = new ArrayList<>();
    CODE.getPackage("org.tune4j")
        .traversePackageTree(
            type -> true,
            (JavaPackage inside) -> {
              if (inside.getClasses().isEmpty()) {
                return;
              }
              seen.add(inside.getName());
              if (!inside.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(inside.getName());
              }
            });

    assertThat(seen).contains("org.tune4j.space", "org.tune4j.runner", "org.tune4j.tuner.cli");
    assertThat(unmarked).isEmpty();
  }
}
