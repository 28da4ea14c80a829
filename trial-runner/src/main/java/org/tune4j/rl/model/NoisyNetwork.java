package org.tune4j.rl.model;

import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tune4j.rl.state.SavedRandom;

/**
 * A network some of whose layers have noise on their parameters: mu + sigma × epsilon, with mu and
 * sigma learned (Fortunato et al., "Noisy networks for exploration", 2018, with the factorised
 * noise of section 3). The flat parameters are those of the network without noise, which are the
 * mu, followed by the sigma of the noisy layers. There is no noise until somebody asks for it.
 */
public final class NoisyNetwork implements Network {
  private final NetworkSpec spec;
  private final Set<String> noisy;
  private final double sigma0;
  private final NetworkSpec.Block[] blocks;
  private final Network inner;
  private final float[] parameters;
  private final float[] effective;
  private final float[] innerGradient;

  /** What each sigma counts now; all 0 without noise. */
  private final float[] epsilon;

  private boolean stale = true;

  /**
   * @param noisy the names of layers
   * @param sigma0 how great the noise is at first, times the root of a layer's number of inputs
   */
  public NoisyNetwork(NetworkSpec spec, Set<String> noisy, double sigma0) {
    this.spec = spec;
    this.noisy = Set.copyOf(noisy);
    this.sigma0 = sigma0;
    blocks = new NetworkSpec.Block[noisy.size()];
    int found = 0;
    for (int i = 0; i < spec.layers().size(); i++) {
      if (noisy.contains(spec.layers().get(i).name())) {
        blocks[found++] = spec.blocks().get(i);
      }
    }
    inner = spec.network();
    int count = spec.parameterCount();
    int sigmas = Arrays.stream(blocks).mapToInt(NetworkSpec.Block::length).sum();
    parameters = new float[count + sigmas];
    effective = new float[count];
    innerGradient = new float[count];
    epsilon = new float[sigmas];
  }

  /** Another one of the same shape, to be loaded with parameters of its own. */
  public NoisyNetwork twin() {
    return new NoisyNetwork(spec, noisy, sigma0);
  }

  NetworkSpec spec() {
    return spec;
  }

  /**
   * Fresh parameters: in noisy layers each mu is uniform within ±1/√inputs and each sigma is
   * sigma0/√inputs (section 3.2), elsewhere they are as the spec says.
   *
   * @param seed the trial's
   */
  float[] initialParameters(long seed) {
    float[] fresh = Arrays.copyOf(spec.initialParameters(seed), parameters.length);
    SavedRandom random = new SavedRandom(seed, "noisy_weights", 0);
    int at = spec.parameterCount();
    for (NetworkSpec.Block block : blocks) {
      double bound = 1 / Math.sqrt(block.fanIn());
      int first = Math.min(block.weights(), block.biases());
      for (int i = 0; i < block.length(); i++) {
        fresh[first + i] = (float) (bound * (2 * random.nextDouble() - 1));
        fresh[at + i] = (float) (bound * sigma0);
      }
      at += block.length();
    }
    return fresh;
  }

  /**
   * Draws new noise, for all rows that come.
   *
   * @param random {@code null} for no noise at all
   */
  public void noise(@Nullable RandomGenerator random) {
    stale = true;
    if (random == null) {
      Arrays.fill(epsilon, 0);
      return;
    }
    int at = 0;
    for (NetworkSpec.Block block : blocks) {
      draw(block, at, random);
      at += block.length();
    }
  }

  private void draw(NetworkSpec.Block block, int at, RandomGenerator random) {
    float[] ofInputs = factors(block.fanIn(), random);
    float[] ofOutputs = factors(block.outputs(), random);
    int first = Math.min(block.weights(), block.biases());
    for (int o = 0; o < ofOutputs.length; o++) {
      int row = at + block.weights() - first + o * ofInputs.length;
      for (int i = 0; i < ofInputs.length; i++) {
        epsilon[row + i] = ofOutputs[o] * ofInputs[i];
      }
      epsilon[at + block.biases() - first + o] = ofOutputs[o];
    }
  }

  private static float[] factors(int count, RandomGenerator random) {
    float[] factors = new float[count];
    for (int i = 0; i < count; i++) {
      double drawn = random.nextGaussian();
      factors[i] = (float) (Math.signum(drawn) * Math.sqrt(Math.abs(drawn)));
    }
    return factors;
  }

  @Override
  public int inputs() {
    return inner.inputs();
  }

  @Override
  public int parameterCount() {
    return parameters.length;
  }

  @Override
  public int heads() {
    return inner.heads();
  }

  @Override
  public void load(float[] values) {
    System.arraycopy(values, 0, parameters, 0, parameters.length);
    stale = true;
  }

  @Override
  public void forward(float[][] inputs, int rows) {
    if (stale) {
      System.arraycopy(parameters, 0, effective, 0, effective.length);
      int at = 0;
      for (NetworkSpec.Block block : blocks) {
        int first = Math.min(block.weights(), block.biases());
        for (int i = 0; i < block.length(); i++) {
          effective[first + i] += parameters[effective.length + at + i] * epsilon[at + i];
        }
        at += block.length();
      }
      inner.load(effective);
      stale = false;
    }
    inner.forward(inputs, rows);
  }

  @Override
  public int rows() {
    return inner.rows();
  }

  @Override
  public float[][] output(int head) {
    return inner.output(head);
  }

  @Override
  public void backward(float[][][] outputGradients, float[] gradient) {
    inner.backward(outputGradients, innerGradient);
    System.arraycopy(innerGradient, 0, gradient, 0, innerGradient.length);
    int at = 0;
    for (NetworkSpec.Block block : blocks) {
      int first = Math.min(block.weights(), block.biases());
      for (int i = 0; i < block.length(); i++) {
        gradient[innerGradient.length + at + i] = innerGradient[first + i] * epsilon[at + i];
      }
      at += block.length();
    }
  }

  @Override
  public void inputGradients(float[][][] outputGradients, float[][] into) {
    inner.inputGradients(outputGradients, into);
  }
}
