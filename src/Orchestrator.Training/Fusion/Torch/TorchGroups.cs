using static TorchSharp.torch;

namespace Orchestrator.Training.Fusion.Torch;

/// <summary>
/// Column groups as index tensors: a row's one-hot runs are laid out as a matrix [run, longest run] and back. The
/// tensors belong to the instance.
/// </summary>
internal sealed class TorchGroups : IDisposable
{
    private readonly Tensor _spread;
    private readonly Tensor _gather;
    private readonly int _runs;
    private readonly int _longest;

    /// <summary>The tensors of some groups on a device.</summary>
    public TorchGroups(ColumnGroups groups, Device device)
    {
        using var scope = NewDisposeScope();
        (_runs, _longest) = (groups.OneHot.Length, groups.OneHot.Max(run => run.Width));

        // The column behind the last one stands for what a shorter run lacks, and for columns of no run.
        var spread = Enumerable.Repeat((long)groups.PaddedWidth, _runs * _longest).ToArray();
        var gather = Enumerable.Repeat((long)spread.Length, groups.PaddedWidth).ToArray();
        var runs = new float[groups.PaddedWidth];
        for (var g = 0; g < _runs; g++)
        {
            for (var c = 0; c < groups.OneHot[g].Width; c++)
            {
                var (column, place) = (groups.OneHot[g].Start + c, (g * _longest) + c);
                (spread[place], gather[column], runs[column]) = (column, place, 1);
            }
        }

        _spread = Own(tensor(spread));
        _gather = Own(tensor(gather));
        Places = Own(tensor(groups.PlaceMask));
        Runs = Own(tensor(runs));
        Tensor Own(Tensor value) => value.to(device).DetachFromDisposeScope();
    }

    /// <summary>1 at places, [D].</summary>
    public Tensor Places { get; }

    /// <summary>1 in runs, [D].</summary>
    public Tensor Runs { get; }

    /// <summary>[K,B,D] to [K,B,run,longest], filled up with a value.</summary>
    public Tensor Spread(Tensor rows, float fill)
    {
        var rest = full([rows.shape[0], rows.shape[1], 1], fill, device: rows.device);
        return cat([rows, rest], 2).index_select(2, _spread)
            .reshape(rows.shape[0], rows.shape[1], _runs, _longest);
    }

    /// <summary>[K,B,run,longest] back to [K,B,D], 0 outside the runs.</summary>
    public Tensor Gather(Tensor runs)
    {
        var flat = runs.reshape(runs.shape[0], runs.shape[1], _runs * _longest);
        return cat([flat, zeros([runs.shape[0], runs.shape[1], 1], device: runs.device)], 2).index_select(2, _gather);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _spread.Dispose();
        _gather.Dispose();
        Places.Dispose();
        Runs.Dispose();
    }
}
