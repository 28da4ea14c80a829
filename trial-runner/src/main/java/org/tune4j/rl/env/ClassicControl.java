package org.tune4j.rl.env;

import static org.tune4j.rl.env.BuiltInEnvironment.NO_LIMIT;
import static org.tune4j.rl.env.BuiltInEnvironment.NO_THRESHOLD;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tune4j.space.Config;

/** The names of environments with physics, and how their {@code env_config} is read. */
final class ClassicControl {
  private ClassicControl() {}

  static void addTo(Map<String, Function<EnvContext, Environment>> all) {
    all.put("CartPole-v0", context -> cartPole(context, 200, 195));
    all.put("CartPole-v1", context -> cartPole(context, 500, 475));
    all.put(
        "StatelessCartPole",
        context -> new PartialObservation(cartPole(context, NO_LIMIT, NO_THRESHOLD), 0, 2));
    all.put("SparseCartPole", context -> new DelayedReward(cartPole(context, 200, 195)));
    all.put("CartPole-Mass", context -> MassTasks.cartPole(cartPole(context, 200, NO_THRESHOLD)));
    all.put("CartPoleCrashing", ClassicControl::crashing);
    all.put("MountainCar-v0", context -> MountainCar.discrete(new EnvKeys(context).stepLimit(200)));
    all.put(
        "MountainCarContinuous-v0",
        context -> MountainCar.continuous(new EnvKeys(context).stepLimit(999)));
    all.put("Acrobot-v1", context -> new Acrobot(new EnvKeys(context).stepLimit(500)));
    all.put("Pendulum-v0", context -> pendulum(context, 0));
    all.put("Pendulum-v1", context -> pendulum(context, 1));
    all.put("StatelessPendulum", context -> new PartialObservation(pendulum(context, 1), 0, 1));
    all.put("Pendulum-Mass", context -> MassTasks.pendulum(pendulum(context, 1)));
    all.put("TransformedActionPendulum", ClassicControl::transformed);
  }

  private static CartPole cartPole(EnvContext context, int stepLimit, double threshold) {
    return new CartPole(new EnvKeys(context).stepLimit(stepLimit), threshold);
  }

  private static Pendulum pendulum(EnvContext context, int version) {
    return new Pendulum(version, new EnvKeys(context).stepLimit(200));
  }

  /** RLlib's files give the bounds below {@code config}. */
  private static Environment transformed(EnvContext context) {
    EnvKeys keys = new EnvKeys(context, "low", "high", "config");
    Config bounds = context.envConfig().getConfig("config").overlaidBy(context.envConfig());
    return new TransformedAction(
        new Pendulum(1, keys.stepLimit(200)),
        bounds.getDouble("low", 300),
        bounds.getDouble("high", 500));
  }

  private static Environment crashing(EnvContext context) {
    EnvKeys keys =
        new EnvKeys(context, "p_crash", "p_crash_reset", "crash_on_worker_indices", "init_time_s");
    beSlow(keys.number("init_time_s", 0));
    List<?> workers =
        keys.has("crash_on_worker_indices")
            ? context.envConfig().getList("crash_on_worker_indices")
            : List.of((long) context.workerIndex());
    boolean here = workers.contains((long) context.workerIndex());
    return new Crashing(
        new CartPole(keys.stepLimit(200), 195),
        here ? keys.probability("p_crash", 0.005) : 0,
        here ? keys.probability("p_crash_reset", 0) : 0);
  }

  private static void beSlow(double seconds) {
    try {
      Thread.sleep((long) (1000 * Math.max(0, seconds)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
