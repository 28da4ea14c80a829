package org.tune4j.rl.model;

import java.util.Locale;

/** The activation functions of dense layers. */
public enum Activation {
  LINEAR,
  TANH,
  RELU,
  SWISH,
  ELU;

  /** From the name in a {@code model} config; {@code silu} is another name of {@code swish}. */
  public static Activation named(String name) {
    return name.equals("silu") ? SWISH : valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Replaces the first {@code n} values, sums of a layer, by the function of them. */
  void apply(float[] row, int n) {
    switch (this) {
      case LINEAR -> {}
      case TANH -> {
        for (int j = 0; j < n; j++) {
          row[j] = FastMath.tanh(row[j]);
        }
      }
      case RELU -> {
        for (int j = 0; j < n; j++) {
          row[j] = Math.max(row[j], 0);
        }
      }
      case SWISH -> {
        for (int j = 0; j < n; j++) {
          row[j] = row[j] * FastMath.sigmoid(row[j]);
        }
      }
      case ELU -> {
        for (int j = 0; j < n; j++) {
          row[j] = row[j] > 0 ? row[j] : (float) Math.expm1(row[j]);
        }
      }
    }
  }

  /**
   * Multiplies a gradient by the derivative, given the function's values and, for SWISH, the sums.
   */
  void backward(float[] values, float[] sums, float[] gradient, int n) {
    switch (this) {
      case LINEAR -> {}
      case TANH -> {
        for (int j = 0; j < n; j++) {
          gradient[j] *= 1 - values[j] * values[j];
        }
      }
      case RELU -> {
        // 1 or 0 without a branch, which a processor would guess wrong every second time.
        for (int j = 0; j < n; j++) {
          gradient[j] *= Math.signum(values[j]);
        }
      }
      case SWISH -> {
        for (int j = 0; j < n; j++) {
          float s = FastMath.sigmoid(sums[j]);
          gradient[j] *= s + values[j] * (1 - s);
        }
      }
      case ELU -> {
        for (int j = 0; j < n; j++) {
          gradient[j] *= Math.min(values[j], 0) + 1;
        }
      }
    }
  }
}
