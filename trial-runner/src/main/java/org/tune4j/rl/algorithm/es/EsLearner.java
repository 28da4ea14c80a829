package org.tune4j.rl.algorithm.es;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.model.Gradients;
import org.tune4j.rl.model.Model;

/** Moves the parameters towards the better directions. */
final class EsLearner {
  private final EsConfig config;
  private final Model model;
  private final Noise noise;
  private Map<String, Object> report = Map.of();

  EsLearner(EsConfig config, Model model, Noise noise) {
    this.config = config;
    this.model = model;
    this.noise = noise;
  }

  Map<String, Object> report() {
    return report;
  }

  /**
   * Learns from directions that were tried from where the model is.
   *
   * @param step environment steps so far
   */
  void learn(List<Direction> tried, long step) {
    double mean = tried.stream().mapToDouble(d -> (d.plus() + d.minus()) / 2).average().orElse(0);
    DivergedException.check("ES", mean, step, config.stepsize());
    float[] before = model.parameters().clone();
    float[] gradient =
        EsGradient.of(tried, config.returnProcMode(), noise, before, config.l2Coeff());
    model.apply(gradient, config.stepsize(), Double.POSITIVE_INFINITY);
    report = new LinkedHashMap<>();
    report.put("noisy_return_mean", mean);
    report.put("noisy_return_max", tried.stream().mapToDouble(Direction::best).max().orElse(0));
    report.put("grad_gnorm", model.gradientNorm());
    report.put("weights_norm", Gradients.norm(before));
    report.put("update_ratio", Updates.ratio(before, model.parameters()));
  }
}
