package org.tune4j.rl.algorithm.ars;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tune4j.rl.algorithm.DivergedException;
import org.tune4j.rl.algorithm.es.Direction;
import org.tune4j.rl.algorithm.es.Noise;
import org.tune4j.rl.algorithm.es.Updates;
import org.tune4j.rl.model.Gradients;
import org.tune4j.rl.model.Model;

/** Moves the parameters along the best directions. */
final class ArsLearner {
  private final ArsConfig config;
  private final Model model;
  private final Noise noise;
  private Map<String, Object> report = Map.of();

  ArsLearner(ArsConfig config, Model model, Noise noise) {
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
    DivergedException.check("ARS", mean, step, config.sgdStepsize());
    List<Direction> used = ArsGradient.best(tried, config.rolloutsUsed());
    float[] before = model.parameters().clone();
    model.apply(
        ArsGradient.of(used, noise, before.length), config.sgdStepsize(), Double.POSITIVE_INFINITY);
    report = new LinkedHashMap<>();
    report.put("noisy_return_mean", mean);
    report.put("noisy_return_max", used.getFirst().best());
    report.put("noisy_return_std", ArsGradient.deviation(used));
    report.put("grad_gnorm", model.gradientNorm());
    report.put("weights_norm", Gradients.norm(before));
    report.put("update_ratio", Updates.ratio(before, model.parameters()));
  }
}
