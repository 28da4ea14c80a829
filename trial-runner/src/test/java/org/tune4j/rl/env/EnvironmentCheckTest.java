package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.rl.space.Tuple;
import org.tune4j.rl.state.StateReader;
import org.tune4j.rl.state.StateWriter;
import org.tune4j.space.Config;
import org.tune4j.yaml.Problem;

class EnvironmentCheckTest {

  static List<String> names() {
    return Environments.names().stream().filter(name -> !name.equals("CartPoleCrashing")).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothingIsWrongWithTheBuiltInOnes(String name) {
    assertThat(EnvironmentCheck.problems(Environments.create(name, Config.empty()))).isEmpty();
  }

  /** Counts to 20; each test breaks one thing. */
  private static class Counter implements SaveableEnvironment {
    int at;
    double start;

    @Override
    public Space observationSpace() {
      return Box.symmetric(20, 1);
    }

    @Override
    public Space actionSpace() {
      return new Discrete(2);
    }

    @Override
    public float[] reset(RandomGenerator random) {
      at = 0;
      start = random.nextDouble();
      return seen();
    }

    @Override
    public Step step(float[] action) {
      at++;
      return new Step(seen(), 1, at == 20, false);
    }

    float[] seen() {
      return new float[] {at, (float) start};
    }

    @Override
    public void save(StateWriter out) {
      out.put("at", at);
      out.put("start", start);
    }

    @Override
    public void restore(StateReader in, RandomGenerator random) {
      at = in.getInt("at");
      start = in.getDouble("start");
    }
  }

  private static void assertProblem(Environment broken, String message, String maybe) {
    List<Problem> problems = EnvironmentCheck.problems(broken);
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().toString())
        .startsWith("environment: " + message)
        .contains("\n  Maybe ")
        .contains(maybe);
  }

  @Test
  void theCounterItselfIsFine() {
    assertThat(EnvironmentCheck.problems(new Counter())).isEmpty();
  }

  @Test
  void observationsOutsideOfTheirSpace() {
    assertProblem(
        new Counter() {
          @Override
          float[] seen() {
            return new float[] {at, at > 5 ? 2 : 0};
          }
        },
        "step: the observation must be a point of Box[2] ([6.0, 2.0])",
        "widen the space");
  }

  @Test
  void observationsOfAnotherLength() {
    assertProblem(
        new Counter() {
          @Override
          float[] seen() {
            return new float[] {at};
          }
        },
        "reset: the observation must have 2 numbers for Box[2] (1)",
        "flat encoding");
  }

  @Test
  void observationsThatAreNotANumber() {
    assertProblem(
        new Counter() {
          @Override
          float[] seen() {
            return new float[] {at, 0f / (at - 3)};
          }
        },
        "step: the observation must be a point of",
        "NaN");
  }

  @Test
  void arraysThatAreShared() {
    assertProblem(
        new Counter() {
          private final float[] shared = new float[2];

          @Override
          float[] seen() {
            shared[0] = at;
            return shared;
          }
        },
        "step: the array of an observation must not change later",
        "clone");
  }

  @Test
  void arraysThatAreUsedInTurn() {
    assertProblem(
        new Counter() {
          private final float[][] two = new float[2][2];

          @Override
          float[] seen() {
            Arrays.fill(two[0], at / 40f);
            Arrays.fill(two[1], at / 40f);
            return two[at % 2];
          }
        },
        "step: the array of an observation must not change later",
        "new array");
  }

  @Test
  void randomnessOfItsOwn() {
    assertProblem(
        new Counter() {
          @Override
          public float[] reset(RandomGenerator random) {
            super.reset(random);
            start = ThreadLocalRandom.current().nextDouble();
            return seen();
          }
        },
        "reset: the same randomness must give the same episode",
        "draw all randomness from the generator");
  }

  @Test
  void somethingThatResetForgets() {
    assertProblem(
        new Counter() {
          private int total;

          @Override
          public Step step(float[] action) {
            Step step = super.step(action);
            return new Step(step.observation(), ++total, step.terminated(), false);
          }

          @Override
          public void save(StateWriter out) {
            super.save(out);
            out.put("total", total);
          }

          @Override
          public void restore(StateReader in, RandomGenerator random) {
            super.restore(in, random);
            total = in.getInt("total");
          }
        },
        "reset: the same randomness must give the same episode",
        "set every field anew");
  }

  @Test
  void rewardsThatAreNotFinite() {
    assertProblem(
        new Counter() {
          @Override
          public Step step(float[] action) {
            Step step = super.step(action);
            return new Step(step.observation(), 1.0 / (at - 4), step.terminated(), false);
          }
        },
        "step: the reward must be finite (Infinity)",
        "division by 0");
  }

  @Test
  void bothEndsAtOnce() {
    assertProblem(
        new Counter() {
          @Override
          public Step step(float[] action) {
            Step step = super.step(action);
            return new Step(step.observation(), 1, step.terminated(), step.terminated());
          }
        },
        "step: an episode cannot be both terminated and truncated",
        "would have gone on");
  }

  @Test
  void aStepLimitOfNothing() {
    assertProblem(
        new Counter() {
          @Override
          public int stepLimit() {
            return 0;
          }
        },
        "stepLimit: must be at least 1 (0)",
        "leave it out");
  }

  @Test
  void actionsWithoutBounds() {
    assertProblem(
        new Counter() {
          @Override
          public Space actionSpace() {
            return Tuple.of(new Discrete(2), Box.symmetric(1, Float.POSITIVE_INFINITY));
          }
        },
        "action space: element 1 of Box[2] has no finite bounds (-Infinity to Infinity)",
        "scale in step");
  }

  @Test
  void aStepThatThrows() {
    assertProblem(
        new Counter() {
          @Override
          public Step step(float[] action) {
            return new Step(new float[] {1, 1}, 1 / (int) action[0], true, false);
          }
        },
        "step with the action [0.0]: threw java.lang.ArithmeticException: / by zero",
        "look");
  }

  @Test
  void spacesThatChange() {
    assertProblem(
        new Counter() {
          private int asked;

          @Override
          public Space actionSpace() {
            return new Discrete(2 + asked++);
          }
        },
        "spaces: must always be the same",
        "in the constructor");
  }

  @Test
  void anEpisodeWithoutAnEnd() {
    assertProblem(
        new Counter() {
          @Override
          public Step step(float[] action) {
            return new Step(seen(), 1, false, false);
          }
        },
        "step: no episode ended within 5000 random steps",
        "horizon");
  }

  @Test
  void aRestoreThatForgets() {
    assertProblem(
        new Counter() {
          @Override
          public void restore(StateReader in, RandomGenerator random) {
            in.getInt("at");
            start = in.getDouble("start");
          }
        },
        "restore: the rest of a saved episode must be the same",
        "save every field");
  }

  /** A counter that steps by its task. */
  private static class Task extends Counter implements TaskEnvironment {
    Object next = 1;
    int stride = 1;

    @Override
    public List<Object> sampleTasks(int n, RandomGenerator random) {
      return List.of(2, 4, 5);
    }

    @Override
    public void setTask(Object task) {
      next = task;
    }

    @Override
    public Object task() {
      return next;
    }

    @Override
    public float[] reset(RandomGenerator random) {
      stride = ((Number) next).intValue();
      return super.reset(random);
    }

    @Override
    public Step step(float[] action) {
      at = Math.min(20, at + stride);
      return new Step(seen(), 1, at == 20, false);
    }
  }

  @Test
  void theTaskItselfIsFine() {
    assertThat(EnvironmentCheck.problems(new Task())).isEmpty();
  }

  @Test
  void aTaskThatIsTakenUpAtOnce() {
    assertProblem(
        new Task() {
          @Override
          public void setTask(Object task) {
            super.setTask(task);
            stride = (int) task;
          }
        },
        "setTask: must not change the episode that is under way",
        "in reset");
  }

  @Test
  void aTaskThatIsNotTaken() {
    assertProblem(
        new Task() {
          @Override
          public void setTask(Object task) {}
        },
        "task: must be the one that was set last (1, not 2)",
        "field");
  }

  @Test
  void tasksThatNoConfigCanHold() {
    assertProblem(
        new Task() {
          @Override
          public List<Object> sampleTasks(int n, RandomGenerator random) {
            return List.of(new Object(), 1, 1);
          }
        },
        "sampleTasks: a task must be a number, a text",
        "map");
    assertProblem(
        new Task() {
          @Override
          public List<Object> sampleTasks(int n, RandomGenerator random) {
            return List.of(2);
          }
        },
        "sampleTasks: must return as many tasks as asked for (1)",
        "one for each");
  }
}
