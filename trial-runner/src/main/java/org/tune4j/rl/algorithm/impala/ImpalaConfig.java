package org.tune4j.rl.algorithm.impala;

import org.jspecify.annotations.Nullable;
import org.tune4j.rl.algorithm.PolicyGradients;
import org.tune4j.rl.exploration.Schedule;
import org.tune4j.rl.model.Adam;
import org.tune4j.rl.model.Optimizer;
import org.tune4j.rl.model.RmsProp;

/** The keys of IMPALA and APPO beside the common ones; {@link ImpalaSettings} explains them. */
record ImpalaConfig(
    double lr,
    @Nullable Object lrSchedule,
    double gamma,
    int trainBatchSize,
    boolean vtrace,
    double vtraceClipRhoThreshold,
    double vtraceClipPgRhoThreshold,
    boolean vtraceDropLastTs,
    int minibatchBufferSize,
    int numSgdIter,
    double replayProportion,
    int replayBufferNumSlots,
    int maxSampleRequestsInFlightPerWorker,
    int broadcastInterval,
    @Nullable Double gradClip,
    String optType,
    double decay,
    double momentum,
    double epsilon,
    double vfLossCoeff,
    double entropyCoeff,
    @Nullable Object entropyCoeffSchedule,
    boolean _separateVfOptimizer,
    double _lrVf) {

  Schedule learningRate() {
    return Schedule.ofKey("lr_schedule", lrSchedule, lr);
  }

  Schedule entropyCoefficient() {
    return Schedule.ofKey("entropy_coeff_schedule", entropyCoeffSchedule, entropyCoeff);
  }

  double maximumNorm() {
    return gradClip == null ? Double.POSITIVE_INFINITY : gradClip;
  }

  VTrace trace() {
    return new VTrace(gamma, vtraceClipRhoThreshold, vtraceClipPgRhoThreshold);
  }

  /** The loss of values has a step of its own where it has an optimiser of its own. */
  double valueCoefficient() {
    return _separateVfOptimizer ? 1 : vfLossCoeff;
  }

  /** The optimiser of so many parameters. */
  Optimizer optimizer(int parameters) {
    return optType.equals("rmsprop")
        ? new RmsProp(parameters, decay, momentum, epsilon)
        : new Adam(parameters, PolicyGradients.ADAM_EPSILON);
  }
}
