namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>The coefficients that a pair's problem came to.</summary>
/// <param name="A">The signed coefficients y α of its rows.</param>
/// <param name="Rho">The constant ρ: the decision value of x is Σ a K(row, x) - ρ.</param>
/// <param name="Iterations">Steps made.</param>
/// <param name="Shrinks">How often settled rows were left out.</param>
internal sealed record SmoSolution(double[] A, double Rho, long Iterations, int Shrinks);

/// <summary>
/// Sequential minimal optimisation with working sets by second-order information (Fan, Chen, Lin, JMLR 6, 2005,
/// WSS 2) and shrinking (Chang and Lin, ACM TIST 2, 2011, section 5.1). Ends when the largest f of a row that may rise
/// exceeds the least of one that may fall by less than the tolerance, or after max(10⁷, 100 n) steps.
/// </summary>
internal sealed unsafe class SmoSolver
{
    private const int StepsBetweenShrinks = 1000;
    private const int StepsBetweenChecks = 256;

    private readonly SmoProblem _whole;
    private readonly double _tolerance;
    private readonly bool _shrinking;
    private readonly CancellationToken _cancellation;
    private SmoProblem _active;
    private int[]? _positions;
    private bool _unshrunk;
    private int _shrinks;
    private int _first;
    private double _top;

    private SmoSolver(SmoProblem whole, double tolerance, bool shrinking, CancellationToken cancellation)
    {
        _whole = whole;
        _active = whole;
        _tolerance = tolerance;
        _shrinking = shrinking;
        _cancellation = cancellation;
    }

    /// <summary>Solves a problem, in place.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SmoSolution Solve(
        SmoProblem problem, double tolerance, bool shrinking, CancellationToken cancellation)
    {
        var solver = new SmoSolver(problem, tolerance, shrinking, cancellation);
        try
        {
            var steps = solver.Run();
            return new SmoSolution(problem.A, solver.Rho(), steps, solver._shrinks);
        }
        finally
        {
            solver.Leave();
        }
    }

    private long Run()
    {
        var limit = Math.Max(10_000_000L, 100L * _whole.Count);
        var period = Math.Min(_whole.Count, StepsBetweenShrinks);
        var untilShrink = period;
        SelectFirst();
        long steps = 0;
        for (; steps < limit; steps++)
        {
            if (steps % StepsBetweenChecks == 0)
                _cancellation.ThrowIfCancellationRequested();
            if (--untilShrink == 0)
            {
                untilShrink = period;
                if (_shrinking)
                    Shrink();
            }

            if (Step())
                continue;
            if (_positions is null)
                break;
            Unshrink();
            untilShrink = 1;
            if (!Step())
                break;
        }

        if (_positions is not null)
            Unshrink();
        return steps;
    }

    /// <summary>One step with the best partner of the row that violates most; false at the optimum.</summary>
    private bool Step()
    {
        var (problem, i) = (_active, _first);
        if (i < 0)
            return false;
        var first = problem.Kernel(i);
        var j = SmoPasses.SelectPartner(problem.F, problem.Low, first, _top, problem.Padded, out var bottom);
        if (j < 0 || !(_top - bottom >= _tolerance))
            return false;
        var second = problem.Kernel(j);
        var curvature = 2 - 2 * (double)first[j];
        var step = (problem.F[i] - problem.F[j]) / (curvature > 0 ? curvature : SmoPasses.Tau);
        step = Math.Min(step, Math.Min(problem.RoomAbove(i), problem.RoomBelow(j)));
        problem.Move(i, step);
        problem.Move(j, -step);
        _first = SmoPasses.UpdateAndSelect(problem.F, problem.Up, first, second, step, problem.Padded, out _top);
        return true;
    }

    private void SelectFirst()
    {
        (_first, _top) = (-1, double.NegativeInfinity);
        for (var k = 0; k < _active.Count; k++)
        {
            if (_active.F[k] + _active.Up[k] > _top)
                (_first, _top) = (k, _active.F[k]);
        }
    }

    /// <summary>
    /// Leaves out the rows at a bound whose f says that they will stay there; once, when the end is near, with all rows
    /// looked at again.
    /// </summary>
    private void Shrink()
    {
        var bottom = Bottom(_active);
        if (!_unshrunk && _top - bottom <= 10 * _tolerance)
        {
            _unshrunk = true;
            Unshrink();
            bottom = Bottom(_active);
        }

        var kept = new List<int>(_active.Count);
        for (var k = 0; k < _active.Count; k++)
        {
            var settledAbove = double.IsInfinity(_active.Up[k]) && _active.F[k] > _top;
            var settledBelow = double.IsInfinity(_active.Low[k]) && _active.F[k] < bottom;
            if (!settledAbove && !settledBelow)
                kept.Add(_positions is null ? k : _positions[k]);
        }

        // Fewer than a quarter would not repay the copying.
        if (kept.Count > _active.Count - _active.Count / 4 || kept.Count == _active.Count || kept.Count == 0)
            return;
        if (_positions is not null)
            _whole.Take(_active, _positions);
        var positions = kept.ToArray();
        Leave();
        (_active, _positions) = (_whole.Subset(positions), positions);
        _shrinks++;
        SelectFirst();
    }

    private static double Bottom(SmoProblem problem)
    {
        var bottom = double.PositiveInfinity;
        for (var k = 0; k < problem.Count; k++)
            bottom = Math.Min(bottom, problem.F[k] + problem.Low[k]);
        return bottom;
    }

    /// <summary>Comes back to all rows.</summary>
    private void Unshrink()
    {
        if (_positions is null)
            return;
        _whole.Take(_active, _positions);
        _whole.Refresh(_active, _positions);
        Leave();
        SelectFirst();
    }

    private void Leave()
    {
        if (_positions is not null)
            _active.Dispose();
        (_active, _positions) = (_whole, null);
    }

    /// <summary>ρ from the rows between their bounds; without any, the middle of what rows at bounds allow.</summary>
    private double Rho()
    {
        var (sum, free) = (0.0, 0);
        var (top, bottom) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var k = 0; k < _whole.Count; k++)
        {
            var (f, rises, falls) = (_whole.F[k], _whole.Up[k] == 0, _whole.Low[k] == 0);
            if (rises && falls)
                (sum, free) = (sum + f, free + 1);
            if (rises)
                top = Math.Max(top, f);
            if (falls)
                bottom = Math.Min(bottom, f);
        }

        return free > 0 ? -sum / free : -(top + bottom) / 2;
    }
}
