package org.tune4j.trial;

/**
 * What one trial holds while it runs. Fractions are allowed and are rounded to a hundredth.
 *
 * @param cpu logical CPUs, 0 or more
 * @param gpu GPUs, 0 or more
 */
public record Resources(double cpu, double gpu) {
  /** One CPU and no GPU. */
  public static final Resources ONE_CPU = new Resources(1, 0);

  public Resources {
    if (!(cpu >= 0) || !(gpu >= 0) || Double.isInfinite(cpu) || Double.isInfinite(gpu)) {
      throw new IllegalArgumentException(
          "resources: must be 0 or more (cpu " + cpu + ", gpu " + gpu + ")");
    }
    cpu = rounded(cpu);
    gpu = rounded(gpu);
  }

  private static double rounded(double amount) {
    return amount < 1e12 ? Math.rint(amount * 100) / 100 : amount;
  }

  public Resources plus(Resources other) {
    return new Resources(cpu + other.cpu, gpu + other.gpu);
  }

  /** What is left; never below 0. */
  public Resources minus(Resources other) {
    return new Resources(Math.max(0, cpu - other.cpu), Math.max(0, gpu - other.gpu));
  }

  /** Whether this asks for nothing at all. */
  public boolean isNothing() {
    return cpu == 0 && gpu == 0;
  }

  /** Whether this much can be taken from {@code free}. */
  public boolean fitsIn(Resources free) {
    return cpu <= free.cpu && gpu <= free.gpu;
  }

  /** As people read it: {@code 1 CPU}, {@code 2 CPU + 0.5 GPU}. */
  @Override
  public String toString() {
    return gpu == 0
        ? Numbers.text(cpu) + " CPU"
        : Numbers.text(cpu) + " CPU + " + Numbers.text(gpu) + " GPU";
  }
}
