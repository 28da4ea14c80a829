package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Place;

public final class TrainableRegistryTest {
  private static final String HERE = TrainableRegistryTest.class.getName();

  private final TrainableRegistry registry = TrainableRegistry.load();

  @Test
  void knowsWhatTheClassPathProvides() {
    assertThat(registry.names()).contains("synthetic");
    assertThat(registry.resolve("synthetic").create()).isInstanceOf(SyntheticTrainable.class);
  }

  @Test
  void knowsWhatWasRegisteredButNoNameTwice() {
    TrainableType mine = FunctionTrainable.ofValue("mine", "loss", config -> 1);
    registry.register(mine);
    registry.register(mine);
    assertThat(registry.resolve("mine")).isSameAs(mine);
    assertThatThrownBy(() -> registry.register(FunctionTrainable.ofValue("mine", "x", c -> 2)))
        .hasMessage("trainable mine: is registered already");
  }

  @Test
  void aMisspeltNameIsAnErrorWithItsPlaceAndTheNearestName() {
    assertThatThrownBy(() -> registry.resolve("sinthetic", new Place("a.yaml", 2, 8)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "(?s)run: no trainable is named sinthetic \\(known: .*synthetic.*\\)"
                + "\n  at a.yaml:2:8\n  Maybe use synthetic.");
  }

  @Test
  void aPublicClassIsATrainable() {
    assertThat(registry.resolve(HERE + "$Usable").create()).isInstanceOf(Usable.class);
  }

  @Test
  void aClassThatCannotBeOneSaysWhy() {
    assertProblem("com.acme.Nowhere", "run: no class com.acme.Nowhere is on the class path");
    assertProblem("java.lang.String", "must implement org.tune4j.runner.Trainable");
    assertProblem(HERE + "$Hidden", "must be public and not abstract");
    assertProblem(HERE + "$Parametrised", "must have a public constructor without parameters");
  }

  @Test
  void aProviderThatCannotLoadIsNamedWhenSomethingIsMissing(@TempDir Path folder)
      throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(TrainableProvider.class.getName()),
        HERE + "$WithoutLibrary\ncom.acme.Gone\n" + HERE + "$Fine\n");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, TrainableRegistry.class.getClassLoader())) {
      TrainableRegistry found = TrainableRegistry.load(loader);
      assertThat(found.names()).contains("fine", "synthetic");
      assertThatThrownBy(() -> found.resolve("of-the-gone-library"))
          .hasMessageContaining("some trainables are missing: ")
          .hasMessageContaining("NoClassDefFoundError: org/nd4j/Gone")
          .hasMessageContaining("com.acme.Gone");
    }
  }

  private void assertProblem(String name, String problem) {
    assertThatThrownBy(() -> registry.resolve(name))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(problem);
  }

  public static final class WithoutLibrary implements TrainableProvider {
    @Override
    public List<TrainableType> types() {
      throw new NoClassDefFoundError("org/nd4j/Gone");
    }
  }

  public static final class Fine implements TrainableProvider {
    @Override
    public List<TrainableType> types() {
      return List.of(FunctionTrainable.ofValue("fine", "loss", config -> 1));
    }
  }

  public abstract static class Nothing implements Trainable {
    @Override
    public void setup(TrialContext context) {}

    @Override
    public Map<String, ? extends @Nullable Object> step() {
      return Map.of();
    }
  }

  public static final class Usable extends Nothing {}

  static final class Hidden extends Nothing {}

  public static final class Parametrised extends Nothing {
    public Parametrised(int ignored) {}
  }
}
