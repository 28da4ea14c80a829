package org.tune4j.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.space.ConfigSchema;
import org.tune4j.space.Seeds;
import org.tune4j.trial.Objective;

/**
 * Costs nothing, learns by a formula, and misbehaves when told to: for examples, tests and
 * benchmarks of everything around a trainable.
 *
 * <p>At iteration t it reports {@code loss = floor + 1 / (1 + speed t) + noise N(0, 1)} with {@code
 * floor = (log10(lr) + 3)²/10 + (momentum − 0.9)²}, and {@code speed} falls with the distance of
 * {@code lr} from 10⁻³: so the best config is lr = 10⁻³, momentum = 0.9. When told to, it reports a
 * {@code cost} too, which is least elsewhere, where lr = 10⁻⁴ and momentum = 0.5. The result
 * depends on config, seed and iteration alone.
 */
final class SyntheticTrainable implements Trainable {
  private static final String STATE = "iteration.txt";

  private @Nullable TrialContext context;
  private int iteration;

  @Override
  public void setup(TrialContext context) {
    this.context = context;
  }

  @Override
  public Map<String, ? extends @Nullable Object> step() throws Exception {
    TrialContext trial = java.util.Objects.requireNonNull(context);
    Config config = trial.config();
    iteration++;
    pause(config.getDouble("seconds_per_iteration", 0));
    if (trial.attempt() <= config.getLong("misbehaving_attempts", Long.MAX_VALUE)) {
      misbehave(config, trial.folder());
    }
    return values(config, trial.seed());
  }

  @Override
  public void save(Path folder) throws IOException {
    Files.writeString(folder.resolve(STATE), String.valueOf(iteration));
    Config config = java.util.Objects.requireNonNull(context).config();
    fill(folder.resolve("ballast.bin"), config.getLong("checkpoint_bytes", 0));
  }

  @Override
  public void restore(Path folder) throws IOException {
    iteration = Integer.parseInt(Files.readString(folder.resolve(STATE)).strip());
  }

  private Map<String, Object> values(Config config, long seed) {
    double loss = loss(config, iteration);
    RandomGenerator random = Seeds.random(seed, "synthetic", iteration);
    loss += config.getDouble("noise", 0) * random.nextGaussian();
    Map<String, Object> values = new TreeMap<>();
    values.put("loss", iteration == config.getLong("nan_at", 0) ? Double.NaN : loss);
    values.put("score", -loss);
    if (config.getBoolean("cost", false)) {
      values.put("cost", cost(config));
    }
    values.put("timesteps_this_iter", config.getLong("timesteps_per_iteration", 100));
    for (long i = config.getLong("extra_metrics", 0); i > 0; i--) {
      values.put("extra_" + i, random.nextDouble());
    }
    values.put("done", iteration >= config.getLong("iterations", 10));
    return values;
  }

  private static double loss(Config config, int iteration) {
    double distance = Math.log10(config.getDouble("lr", 1e-3)) + 3;
    double momentum = config.getDouble("momentum", 0.9) - 0.9;
    double speed = 1 / (1 + distance * distance);
    return distance * distance / 10 + momentum * momentum + 1 / (1 + speed * iteration);
  }

  private static double cost(Config config) {
    double distance = Math.log10(config.getDouble("lr", 1e-3)) + 4;
    double momentum = config.getDouble("momentum", 0.9) - 0.5;
    return distance * distance / 10 + momentum * momentum;
  }

  private void misbehave(Config config, Path folder) throws Exception {
    if (iteration == config.getLong("fail_at", 0)) {
      throw new IllegalStateException("told to fail at iteration " + iteration);
    }
    if (iteration == config.getLong("fill_disk_at", 0)) {
      fill(folder.resolve("ballast.bin"), config.getLong("fill_disk_bytes", 10_000_000));
    }
    while (iteration == config.getLong("hang_at", 0)) {
      hang(config.getBoolean("ignore_interrupts", false));
    }
  }

  private static void hang(boolean ignoreInterrupts) throws InterruptedException {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      if (!ignoreInterrupts) {
        throw e;
      }
    }
  }

  private static void pause(double seconds) throws InterruptedException {
    if (seconds > 0) {
      Thread.sleep((long) (seconds * 1e3), (int) (seconds * 1e9 % 1e6));
    }
  }

  private static void fill(Path file, long bytes) throws IOException {
    if (bytes > 0) {
      try (OutputStream out = Files.newOutputStream(file)) {
        byte[] block = new byte[8192];
        for (long left = bytes; left > 0; left -= block.length) {
          out.write(block, 0, (int) Math.min(left, block.length));
        }
      }
    }
  }

  /** Named {@code synthetic}. */
  static final class Type implements TrainableType {
    @Override
    public String name() {
      return "synthetic";
    }

    @Override
    public Trainable create() {
      return new SyntheticTrainable();
    }

    @Override
    public ConfigSchema schema() {
      return SyntheticKeys.SCHEMA;
    }

    @Override
    public Set<String> metrics() {
      return Set.of("loss", "score", "cost", "extra_*");
    }

    @Override
    public Objective objective() {
      return new Objective("loss", Objective.Mode.MIN);
    }
  }
}
