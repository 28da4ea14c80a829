package org.tune4j.tuner.schedule;

/**
 * The ages at which trials are compared: each whole number at first, and from 33 on 3 % further
 * each time. So all that is kept of a trial for all of them is some hundred numbers, however long
 * it runs.
 */
final class Moments {
  /** Until then they are 1 apart, which is 3 %. */
  private static final int WHOLE = 33;

  private static final double LOG_STEP = StrictMath.log(1.03);

  private Moments() {}

  /**
   * The last one that is not after this age.
   *
   * @param age 0 or more
   * @return counts from 0
   */
  static int reached(double age) {
    return age < WHOLE ? (int) age : WHOLE + (int) (StrictMath.log(age / WHOLE) / LOG_STEP);
  }
}
