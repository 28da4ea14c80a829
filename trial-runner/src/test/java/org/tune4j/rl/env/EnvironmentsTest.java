package org.tune4j.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Space;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class EnvironmentsTest {

  /** Has no constructor that the registry can use. */
  public abstract static class Abstract implements Environment {}

  @Test
  void knowsTheBuiltInNames() {
    assertThat(Environments.names()).contains("CartPole-v0", "CartPole-v1");
  }

  @Test
  void aClassIsFoundByItsNameAndGetsItsConfig() {
    Environment environment =
        Environments.create(Countdown.class.getName(), Config.empty().with("end", 1));
    environment.reset(new org.tune4j.rl.state.SavedRandom(1, "test", 0));
    assertThat(environment.step(new float[] {0}).terminated()).isTrue();
  }

  @Test
  void aMisspeltNameGetsAHint() {
    assertThatThrownBy(() -> Environments.create("CartPole-0", Config.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no environment CartPole-0")
        .hasMessageContaining("Maybe use CartPole-v0");
  }

  @Test
  void otherClassesAreRefused() {
    assertThatThrownBy(() -> Environments.create("java.lang.String", Config.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must implement org.tune4j.rl.env.Environment");
    assertThatThrownBy(() -> Environments.create(Abstract.class.getName(), Config.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a public class with a public constructor");
  }

  /** Cannot even be loaded. */
  public abstract static class Unloadable implements Environment {
    static final int NUMBER = Integer.parseInt("none");
  }

  @Test
  void aClassThatCannotBeLoadedSaysWhy() {
    assertThatThrownBy(() -> Environments.create(Unloadable.class.getName(), Config.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Unloadable: its static initialiser failed: ")
        .hasMessageContaining("\"none\"");
  }

  @Test
  void aFailingConstructorSaysWhy() {
    assertThatThrownBy(
            () -> Environments.create(Countdown.class.getName(), Config.empty().with("end", 0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("end must be at least 1 (0)");
  }

  @Test
  void aClassCanAskForItsWholeContext() {
    EnvContext context = new EnvContext(Config.empty(), 2, 1, 3, false);
    Placed placed = (Placed) Environments.create(Placed.class.getName(), context);
    assertThat(placed.context).isEqualTo(context);
  }

  /** Knows which one it is. */
  public static final class Placed implements Environment {
    final EnvContext context;
    private final Countdown inner;

    public Placed(EnvContext context) {
      this.context = context;
      inner = new Countdown(context.envConfig());
    }

    @Override
    public Space observationSpace() {
      return inner.observationSpace();
    }

    @Override
    public Space actionSpace() {
      return inner.actionSpace();
    }

    @Override
    public float[] reset(RandomGenerator random) {
      return inner.reset(random);
    }

    @Override
    public Step step(float[] action) {
      return inner.step(action);
    }
  }
}
