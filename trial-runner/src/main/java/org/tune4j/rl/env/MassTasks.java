package org.tune4j.rl.env;

import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Tasks that are masses in kg. */
final class MassTasks {
  private static final Set<String> CART_POLE = Set.of("masscart", "masspole");

  private MassTasks() {}

  /** Of cart and pole: {@code {masscart: kg, masspole: kg}}. */
  static Tasked cartPole(CartPole cartPole) {
    return new Tasked(
        cartPole,
        new Tasked.Kind() {
          @Override
          public Object first() {
            return Map.of("masscart", 1.0, "masspole", 0.1);
          }

          @Override
          public Object sample(RandomGenerator random) {
            return Map.of(
                "masscart", random.nextDouble(0.5, 2), "masspole", random.nextDouble(0.05, 0.2));
          }

          @Override
          public double[] read(Object task) {
            Map<?, ?> masses = TaskValues.map(task, CART_POLE);
            return new double[] {
              TaskValues.positive(masses, "masscart", 1),
              TaskValues.positive(masses, "masspole", 0.1)
            };
          }

          @Override
          public void begin(double[] task) {
            cartPole.masses(task[0], task[1]);
          }
        });
  }

  /** Of a pendulum: the number itself. */
  static Tasked pendulum(Pendulum pendulum) {
    return new Tasked(
        pendulum,
        new Tasked.Kind() {
          @Override
          public Object first() {
            return 1.0;
          }

          @Override
          public Object sample(RandomGenerator random) {
            return random.nextDouble(0.5, 2);
          }

          @Override
          public double[] read(Object task) {
            return new double[] {TaskValues.positive(Map.of("mass", task), "mass", 1)};
          }

          @Override
          public void begin(double[] task) {
            pendulum.mass(task[0]);
          }
        });
  }
}
