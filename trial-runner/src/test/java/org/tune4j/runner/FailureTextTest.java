package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FailureTextTest {
  @Test
  void namesTheCauseAndItsPlaceInOneLine() {
    Throwable cause = new ArithmeticException("by zero");
    String text = FailureText.of("step", new IllegalStateException("training failed", cause));
    assertThat(text.lines().findFirst())
        .get()
        .asString()
        .startsWith(
            "step: java.lang.IllegalStateException: training failed, caused by"
                + " java.lang.ArithmeticException: by zero, at ")
        .endsWith("FailureTextTest.java:10)");
  }

  @Test
  void aFrameOfTheLibraryIsNotThePlace() {
    Throwable thrown = catching(() -> Integer.parseInt("x"));
    assertThat(FailureText.of("step", thrown).lines().findFirst())
        .get()
        .asString()
        .contains("For input string: \"x\", at org.tune4j.runner.FailureTextTest.");
  }

  @Test
  void theTraceIsCut() {
    Throwable deep = catching(FailureTextTest::recurse);
    assertThat(FailureText.of("step", deep)).hasSizeBetween(2000, FailureText.MAX_TRACE + 1500);
  }

  @Test
  void anExceptionThatCannotBeToldIsStillNamed() {
    Throwable thrown =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new UnsupportedOperationException();
          }
        };
    assertThat(FailureText.of("step", thrown)).isEqualTo("step: " + thrown.getClass().getName());
  }

  @SuppressWarnings("InfiniteRecursion")
  private static void recurse() {
    recurse();
  }

  private static Throwable catching(Runnable body) {
    try {
      body.run();
    } catch (Throwable t) {
      return t;
    }
    throw new AssertionError("threw nothing");
  }

  @Test
  void whatIsWrongWithTheInputIsSaidInItsOwnWords() {
    Throwable wrong =
        new org.tune4j.yaml.InvalidInputException(
            new org.tune4j.yaml.Problem("config: there is no key n_step", null, "delete it"));
    assertThat(FailureText.of("setup", wrong))
        .isEqualTo("setup: config: there is no key n_step\n  Maybe delete it.");
  }
}
