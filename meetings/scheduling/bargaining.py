"""A plan out of prices: every slot takes the pairs it likes best, and pairs that several slots take become dearer.

What binds the slots together is that a pair meets but once, and pauses. A price on each, raised while too many slots
claim it and lowered while too few do, makes of every slot an assignment of its own (Lagrange's relaxation with
subgradients, Held & Karp 1971). What other slots hold costs a fine beside, nothing at first and then more, until
hardly anything is held twice (negotiated congestion, as wires are routed: McMurchie & Ebeling 1995).
"""

import random

import numpy as np

from meetings.scheduling.board import Board, Numbers, Table, best_pairs
from meetings.scheduling.limits import Limits

# How much a price changes in a round, first and last, and the last fine, as shares of what a pair is usually worth.
FIRST_STEP, LAST_STEP, LAST_FINE = 0.08, 0.005, 0.03
# After so many rounds more bring nothing, however much time there is.
MOST_ROUNDS = 1500
# How often a plan is made of what is held so far.
PLANS = 5


def bargain(board: Board, dice: random.Random, limits: Limits, *, until: float, enough: float) -> None:
    """Betters the plan on the board, if it can, within this share of the limits or until it is worth enough."""
    best, worth, value = list(board.matches), board.objective(), board.value
    if value >= enough:
        return
    for slot in range(board.slots):
        board.clear(slot)
    market = Market(board, dice)
    began, done, rounds, plans = limits.share, 0.0, 0, 0
    while market.places and value < enough and done < 1 and limits.next_round(value):
        market.trade(done)
        rounds += 1
        done = max((limits.share - began) / max(until - began, 1e-9), rounds / MOST_ROUNDS)
        if done * PLANS >= plans + 1:
            plans += 1
            market.settle()
            if board.objective() > worth:
                best, worth, value = list(board.matches), board.objective(), board.value
    market.settle()
    if board.objective() < worth:
        board.replace(range(board.slots), best)


class Market:
    """The prices of all pairs, and what each slot holds. Made when the board is empty but for pins."""

    def __init__(self, board: Board, dice: random.Random) -> None:
        self.board, self.worth = board, np.where(board.open > 0, board.open, -np.inf).ravel()
        self.usual = float(board.weights[board.weights > 0].mean())
        self.prices = np.zeros_like(self.worth)
        places = [Place(board, slot) for slot in range(board.slots) if board.rooms[slot] > 0]
        self.places = [place for place in places if place.pairs.size]
        dice.shuffle(self.places)
        self.people = People(board) if board.is_fair or board.most_in_a_row is not None else None

    def trade(self, done: float) -> None:
        """All slots choose anew, one after another; then what too many hold becomes dearer. `done` goes from 0 to 1."""
        fine = LAST_FINE * self.usual * done
        worth = self.worth - self.prices - fine * self._holders()
        for place in self.places:
            worth[place.held] += fine
            seen = worth[place.pairs]
            if self.people:
                managers, startups = self.people.leave(place.slot, fine)
                seen += managers[place.managers][:, None] + startups[place.startups]
            rows, columns = best_pairs(np.maximum(seen, 0, out=seen), place.rooms)
            place.held = place.pairs[rows, columns]
            worth[place.held] -= fine
            if self.people:
                self.people.meet(place.slot, place.managers[rows], place.startups[columns])
        step = self.usual * FIRST_STEP * (LAST_STEP / FIRST_STEP) ** done
        self.prices = np.maximum(self.prices + step * (self._holders() - 1), 0)
        if self.people:
            self.people.reprice(step)

    def _holders(self) -> Numbers:
        """In how many slots each pair is held."""
        return np.bincount(np.concatenate([place.held for place in self.places]), minlength=len(self.worth))

    def settle(self) -> None:
        """Lays a plan on the board: a pair keeps one of its places, as far as pauses allow, and the slots are filled."""
        board = self.board
        for place in self.places:
            board.clear(place.slot)
        for place in self.places:
            managers, startups = np.divmod(place.held, board.weights.shape[1])
            stays = (board.open[managers, startups] > 0) & board.pauses_allow(place.slot, managers, startups)
            board.put(place.slot, (managers[stays], startups[stays]))
        for place in self.places:
            board.extend(place.slot)
        for place in self.places:
            board.clear(place.slot)
            board.extend(place.slot)


class Place:
    """A slot: who can meet in it, the numbers of their pairs, and those of the pairs that it holds."""

    def __init__(self, board: Board, slot: int) -> None:
        self.slot, self.rooms = slot, board.rooms[slot]
        self.managers = np.flatnonzero(board.manager_free[slot])
        self.startups = np.flatnonzero(board.startup_free[slot])
        self.pairs: Numbers = self.managers[:, None] * board.weights.shape[1] + self.startups
        self.held: Numbers = self.pairs.ravel()[:0]


class People:
    """Managers, then startups: what a meeting in a slot brings each beside its scores.

    Who is short of the fair minimum gains, and who has no pause left around it loses.
    """

    def __init__(self, board: Board) -> None:
        self.pinned = np.hstack([board.manager_busy, board.startup_busy]).astype(np.intp)
        self.busy, self.counts = self.pinned.copy(), self.pinned.sum(axis=0)
        self.managers, slots = board.manager_busy.shape[1], board.slots
        # The whole bonus is beyond what prices reach: as much as the dearest pair is enough to be heard.
        bonus = (board.manager_bonus, board.startup_bonus) if board.is_fair else ()
        self.bonus = [np.minimum(worth, board.weights.max()) for worth in bonus]
        # One row for each group of slots side by side of which one must be left unused.
        self.most = min(board.most_in_a_row or slots, slots)
        groups = [self.pinned[first : first + self.most + 1] for first in range(slots - self.most)]
        self.used = np.array([group.sum(axis=0) for group in groups], dtype=np.intp)
        self.prices = np.zeros(self.used.shape)
        self.pauses = np.concatenate([board.manager_pauses, board.startup_pauses])

    def leave(self, slot: int, fine: float) -> tuple[Table, Table]:
        """Takes away what the slot holds; what a meeting in it would bring each manager and each startup."""
        groups = slice(max(0, slot - self.most), slot + 1)
        gains = np.zeros(len(self.pauses))
        if len(self.used):
            used = self.used[groups]
            used -= self.busy[slot]
            gains -= self.pauses * (self.prices[groups] + fine * (used >= self.most)).sum(axis=0)
        managers, startups = gains[: self.managers], gains[self.managers :]
        if self.bonus:
            self.counts -= self.busy[slot]
            managers += self.bonus[0][self.counts[: self.managers]]
            startups += self.bonus[1][self.counts[self.managers :]]
        return managers, startups

    def meet(self, slot: int, managers: Numbers, startups: Numbers) -> None:
        busy = self.busy[slot]
        busy[:] = self.pinned[slot]
        busy[managers] = busy[startups + self.managers] = 1
        if self.bonus:
            self.counts += busy
        if len(self.used):
            self.used[max(0, slot - self.most) : slot + 1] += busy

    def reprice(self, step: float) -> None:
        if len(self.used):
            self.prices = np.maximum(self.prices + step * (self.used - self.most), 0)
