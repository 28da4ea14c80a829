package org.tune4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tune4j.search.kinds.AlgorithmKinds;
import org.tune4j.space.Config;
import org.tune4j.space.ParameterSpace;
import org.tune4j.space.Seeds;
import org.tune4j.space.Spaces;

class GpSearchTest extends AlgorithmContract {
  @Override
  protected String kind() {
    return "gp";
  }

  @Override
  protected int many() {
    return 150; // it is made for functions that take minutes
  }

  @Override
  protected int inAll() {
    return 3_000;
  }

  private static Algorithm algorithm(ParameterSpace space, long seed) {
    AlgorithmKind kind = Objects.requireNonNull(AlgorithmKinds.named("gp"));
    return kind.factory().make(new AlgorithmKind.Setup(space, seed, Config.empty(), -1, 1));
  }

  private static double bowl(double[] point) {
    double sum = 0;
    for (int i = 0; i < point.length; i++) {
      sum += (point[i] - 0.2 - 0.1 * i) * (point[i] - 0.2 - 0.1 * i);
    }
    return sum;
  }

  private static ParameterSpace box(int dimensions) {
    StringBuilder yaml = new StringBuilder("config:\n");
    for (int i = 0; i < dimensions; i++) {
      yaml.append("  x%d: {uniform: [0, 1]}%n".formatted(i));
    }
    return ParameterSpace.of(Spaces.of(yaml.toString()));
  }

  private static double[] ask(Algorithm algorithm, int number, int retry, History history) {
    return Objects.requireNonNull(algorithm.suggest(number, retry, history));
  }

  @Test
  void oneMadeAnewSuggestsTheSame() {
    ParameterSpace space = box(3);
    Algorithm first = algorithm(space, 4);
    History history = new History();
    for (int number = 0; number < 70; number++) {
      double[] point = ask(first, number, 0, history);
      if (number % 23 == 0) {
        assertThat(ask(algorithm(space, 4), number, 0, history)).isEqualTo(point);
      }
      history.propose(number, point);
      history.end(number, Observation.State.DONE, Score.of(bowl(point)));
    }
  }

  @Test
  void aHistoryThatIsAnotherIsNotConfusedWithTheOld() {
    ParameterSpace space = box(2);
    Algorithm one = algorithm(space, 4);
    List<double[]> found = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      History history = new History();
      for (int number = 0; number < 30; number++) {
        double[] point = ask(one, number, 0, history);
        history.propose(number, point);
        history.end(number, Observation.State.DONE, Score.of(bowl(point)));
        found.add(point);
      }
    }
    for (int number = 0; number < 30; number++) {
      assertThat(found.get(number + 30)).isEqualTo(found.get(number));
    }
  }

  @Test
  void aBowlIsSolved() {
    Searcher searcher = Runs.searcher("gp", box(3), 40, 1, 8);
    double[] best =
        Runs.bestSoFar(
            searcher,
            40,
            1,
            config -> {
              double[] x = {config.getDouble("x0"), config.getDouble("x1"), config.getDouble("x2")};
              return bowl(x);
            });
    assertThat(best[39]).isLessThan(1e-4);
  }

  @Test
  void anotherTryIsAnotherPoint() {
    ParameterSpace space = box(2);
    Algorithm algorithm = algorithm(space, 4);
    History history = new History();
    for (int number = 0; number < 15; number++) {
      double[] point = ask(algorithm, number, 0, history);
      assertThat(ask(algorithm, number, 1, history)).isNotEqualTo(point);
      assertThat(ask(algorithm, number, 1, history))
          .isNotEqualTo(ask(algorithm, number, 2, history));
      history.propose(number, point);
      history.end(number, Observation.State.DONE, Score.of(bowl(point)));
    }
  }

  @Test
  void allValuesOfASmallSpaceComeBeforeOneComesTwice() {
    ParameterSpace space =
        ParameterSpace.of(Spaces.of("config: {a: {choice: [p, q, r, s]}, b: {randint: [0, 5]}}"));
    Algorithm algorithm = algorithm(space, 1);
    History history = new History();
    List<String> found = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      double[] point = ask(algorithm, number, 0, history);
      for (int retry = 1; found.contains(Arrays.toString(point)) && number < 10; retry++) {
        point = ask(algorithm, number, retry, history); // the design knows no history
      }
      found.add(Arrays.toString(point));
      history.propose(number, point);
      history.end(number, Observation.State.DONE, Score.of(point[0] + point[1]));
    }
    assertThat(found).doesNotHaveDuplicates();
  }

  @Test
  void runningTrialsAreNotSuggestedAgain() {
    ParameterSpace space = box(2);
    Algorithm algorithm = algorithm(space, 2);
    History history = new History();
    for (int number = 0; number < 12; number++) {
      double[] point = space.random(Seeds.random(number));
      history.propose(number, point);
      history.end(number, Observation.State.DONE, Score.of(bowl(point)));
    }
    List<double[]> running = new ArrayList<>();
    for (int number = 12; number < 20; number++) {
      double[] point = ask(algorithm, number, 0, history);
      for (double[] other : running) {
        assertThat(Math.hypot(point[0] - other[0], point[1] - other[1])).isGreaterThan(1e-4);
      }
      running.add(point);
      history.propose(number, point);
    }
  }
}
