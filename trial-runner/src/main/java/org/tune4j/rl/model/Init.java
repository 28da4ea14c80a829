package org.tune4j.rl.model;

import java.util.random.RandomGenerator;

/** How the parameters of a layer begin. Biases are 0 unless said otherwise. Immutable. */
public sealed interface Init {

  /** Fills a layer's part of the flat parameters. */
  void fill(float[] parameters, NetworkSpec.Block block, RandomGenerator random);

  /**
   * Weights from the normal distribution, scaled so that those into each output have this Euclidean
   * norm: what RLlib's fully connected networks begin with.
   */
  record Normalised(double norm) implements Init {
    @Override
    public void fill(float[] parameters, NetworkSpec.Block block, RandomGenerator random) {
      double[] drawn = new double[block.fanIn()];
      for (int o = 0; o < block.outputs(); o++) {
        double squares = 0;
        for (int i = 0; i < drawn.length; i++) {
          drawn[i] = random.nextGaussian();
          squares += drawn[i] * drawn[i];
        }
        int at = block.weights() + o * drawn.length;
        for (int i = 0; i < drawn.length; i++) {
          parameters[at + i] = (float) (drawn[i] * norm / Math.sqrt(squares));
        }
      }
    }
  }

  /**
   * A random orthogonal matrix times {@code gain}: Saxe, McClelland and Ganguli, "Exact solutions
   * to the nonlinear dynamics of learning in deep linear neural networks" (2014).
   */
  record Orthogonal(double gain) implements Init {
    @Override
    public void fill(float[] parameters, NetworkSpec.Block block, RandomGenerator random) {
      int outputs = block.outputs();
      int inputs = block.fanIn();
      boolean wide = outputs <= inputs;
      double[][] rows =
          OrthogonalRows.of(Math.min(outputs, inputs), Math.max(outputs, inputs), random);
      for (int o = 0; o < outputs; o++) {
        for (int i = 0; i < inputs; i++) {
          parameters[block.weights() + o * inputs + i] =
              (float) (gain * (wide ? rows[o][i] : rows[i][o]));
        }
      }
    }
  }

  /**
   * Weights from ±√(6 / (inputs + outputs)): Glorot and Bengio, "Understanding the difficulty of
   * training deep feedforward neural networks" (2010), equation 16.
   */
  record Glorot() implements Init {
    @Override
    public void fill(float[] parameters, NetworkSpec.Block block, RandomGenerator random) {
      double bound = Math.sqrt(6.0 / (block.fanIn() + block.fanOut()));
      uniform(parameters, block.weights(), block.fanIn() * block.outputs(), bound, random);
    }
  }

  /** Weights and biases from ±1 / √inputs: PyTorch's dense layers and convolutions. */
  record FanIn() implements Init {
    @Override
    public void fill(float[] parameters, NetworkSpec.Block block, RandomGenerator random) {
      new Uniform(1 / Math.sqrt(block.fanIn())).fill(parameters, block, random);
    }
  }

  /** Weights and biases from ±{@code bound}. */
  record Uniform(double bound) implements Init {
    @Override
    public void fill(float[] parameters, NetworkSpec.Block block, RandomGenerator random) {
      uniform(parameters, block.weights(), block.fanIn() * block.outputs(), bound, random);
      uniform(parameters, block.biases(), block.outputs(), bound, random);
    }
  }

  /** Weights of 0 and biases of this value: where all outputs should begin the same. */
  record Constant(double value) implements Init {
    @Override
    public void fill(float[] parameters, NetworkSpec.Block block, RandomGenerator random) {
      for (int o = 0; o < block.outputs(); o++) {
        parameters[block.biases() + o] = (float) value;
      }
    }
  }

  private static void uniform(
      float[] into, int at, int count, double bound, RandomGenerator random) {
    for (int i = 0; i < count; i++) {
      into[at + i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }
}
