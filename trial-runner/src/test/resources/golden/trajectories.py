"""Writes the trajectories that GoldenTrajectoryTest compares with: python3 trajectories.py

Every environment is computed here from its published equations, in double precision and
independently of the Java code. Each line of a file is one step: the action, the reward,
whether the episode ended (0 or 1), then the observation. The first line is the state to start from.
"""

from math import cos, floor, pi, sin


def clip(x, low, high):
    return max(low, min(high, x))


def cart_pole(state, action, cart=1.0, pole=0.1):
    x, v, th, w = state
    g, length, dt = 9.8, 0.5, 0.02
    total, ml = cart + pole, pole * length
    force = 10.0 if action == 1 else -10.0
    temp = (force + ml * w ** 2 * sin(th)) / total
    alpha = (g * sin(th) - cos(th) * temp) / (length * (4 / 3 - pole * cos(th) ** 2 / total))
    acc = temp - ml * alpha * cos(th) / total
    state = [x + dt * v, v + dt * acc, th + dt * w, w + dt * alpha]
    return state, 1.0, abs(state[0]) > 2.4 or abs(state[2]) > 12 * pi / 180, state


def heavy_cart_pole(state, action):
    return cart_pole(state, action, 1.7, 0.06)


def mountain_car(state, action):
    x, v = state
    v = clip(v + (action - 1) * 0.001 - 0.0025 * cos(3 * x), -0.07, 0.07)
    x = clip(x + v, -1.2, 0.6)
    if x == -1.2 and v < 0:
        v = 0.0
    return [x, v], -1.0, x >= 0.5 and v >= 0, [x, v]


def mountain_car_continuous(state, action):
    x, v = state
    v = clip(v + clip(action, -1, 1) * 0.0015 - 0.0025 * cos(3 * x), -0.07, 0.07)
    x = clip(x + v, -1.2, 0.6)
    if x == -1.2 and v < 0:
        v = 0.0
    done = x >= 0.45 and v >= 0
    return [x, v], (100.0 if done else 0.0) - 0.1 * action ** 2, done, [x, v]


def pendulum(state, action, mass=1.0, clip_first=True):
    th, w = state
    g, length, dt = 10.0, 1.0, 0.05
    u = clip(action, -2, 2)
    lean = ((th + pi) % (2 * pi)) - pi
    cost = lean ** 2 + 0.1 * w ** 2 + 0.001 * u ** 2
    raw = w + (3 * g / (2 * length) * sin(th) + 3 / (mass * length ** 2) * u) * dt
    new = clip(raw, -8, 8)
    th = th + (new if clip_first else raw) * dt
    return [th, new], -cost, False, [cos(th), sin(th), new]


def pendulum_v0(state, action):
    return pendulum(state, action, clip_first=False)


def heavy_pendulum(state, action):
    return pendulum(state, action, mass=1.6)


def acrobot(state, action):
    l1 = m1 = m2 = 1.0
    lc1 = lc2 = 0.5
    i1 = i2 = 1.0
    g, dt, tau = 9.8, 0.2, action - 1

    def slope(s):
        t1, t2, w1, w2 = s
        d1 = m1 * lc1 ** 2 + m2 * (l1 ** 2 + lc2 ** 2 + 2 * l1 * lc2 * cos(t2)) + i1 + i2
        d2 = m2 * (lc2 ** 2 + l1 * lc2 * cos(t2)) + i2
        p2 = m2 * lc2 * g * cos(t1 + t2 - pi / 2)
        p1 = (-m2 * l1 * lc2 * w2 ** 2 * sin(t2) - 2 * m2 * l1 * lc2 * w2 * w1 * sin(t2)
              + (m1 * lc1 + m2 * l1) * g * cos(t1 - pi / 2) + p2)
        a2 = ((tau + d2 / d1 * p1 - m2 * l1 * lc2 * w1 ** 2 * sin(t2) - p2)
              / (m2 * lc2 ** 2 + i2 - d2 ** 2 / d1))
        return [w1, w2, -(d2 * a2 + p1) / d1, a2]

    def along(s, k, h):
        return [a + h * b for a, b in zip(s, k)]

    def wrap(x):
        while x > pi:
            x -= 2 * pi
        while x < -pi:
            x += 2 * pi
        return x

    k1 = slope(state)
    k2 = slope(along(state, k1, dt / 2))
    k3 = slope(along(state, k2, dt / 2))
    k4 = slope(along(state, k3, dt))
    t1, t2, w1, w2 = [s + dt / 6 * (a + 2 * b + 2 * c + d)
                      for s, a, b, c, d in zip(state, k1, k2, k3, k4)]
    t1, t2 = wrap(t1), wrap(t2)
    w1, w2 = clip(w1, -4 * pi, 4 * pi), clip(w2, -9 * pi, 9 * pi)
    done = -cos(t1) - cos(t1 + t2) > 1
    return [t1, t2, w1, w2], 0.0 if done else -1.0, done, [cos(t1), sin(t1), cos(t2), sin(t2), w1, w2]


def pump(state):
    """Swings a mountain car up."""
    return 2 if state[1] >= 0 else 0


def write(name, step, state, actions):
    with open(name + ".csv", "w") as out:
        out.write(",".join(repr(float(s)) for s in state) + "\n")
        for i in range(len(actions) if isinstance(actions, list) else 300):
            action = actions[i] if isinstance(actions, list) else actions(state)
            state, reward, done, seen = step(state, action)
            out.write(",".join([repr(float(action)), repr(reward), str(int(done))]
                               + [repr(float(s)) for s in seen]) + "\n")
            if done:
                break


def bits(n, seed):
    """Whole numbers 0, 1 and 2 that look random."""
    numbers = []
    for _ in range(n):
        seed = (1103515245 * seed + 12345) % 2 ** 31
        numbers.append((seed >> 16) % 3)
    return numbers


write("CartPole-v1", cart_pole, [0.03, -0.02, 0.01, 0.04], [b % 2 for b in bits(60, 3)])
write("CartPole-Mass", heavy_cart_pole, [0.01, 0.02, -0.02, 0.03], [b % 2 for b in bits(60, 4)])
write("MountainCar-v0", mountain_car, [-0.5, 0.0], pump)
write("MountainCarContinuous-v0", mountain_car_continuous, [-0.45, 0.0],
      lambda s: 1.25 if s[1] >= 0 else -0.875)
torques = [(b - 1) * 2.25 + 0.125 for b in bits(200, 5)]
write("Pendulum-v0", pendulum_v0, [3.0, 0.5], [2.5 if i % 40 < 20 else -2.5 for i in range(200)])
write("Pendulum-v1", pendulum, [-2.9, -0.7], torques)
write("Pendulum-fast", pendulum, [0.1, 7.5], [2.0] * 200)
write("Pendulum-v0-fast", pendulum_v0, [0.1, 7.5], [2.0] * 200)
write("Pendulum-Mass", heavy_pendulum, [1.0, 0.25], torques)
write("Acrobot-v1", acrobot, [0.05, -0.03, 0.02, 0.07], lambda s: 2 if s[3] > 0 else 0)
write("Acrobot-random", acrobot, [-0.09, 0.01, 0.04, -0.1], bits(60, 6))
