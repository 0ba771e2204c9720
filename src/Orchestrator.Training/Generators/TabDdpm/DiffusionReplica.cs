using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>One replica's rows, its random streams and the record of its fit.</summary>
internal sealed class DiffusionReplica
{
    private readonly TabDdpmSettings _settings;
    private readonly CategoryTable[] _tables;
    private readonly float[] _normals;
    private readonly int[] _labels;
    private readonly int[] _order;
    private readonly RandomStream _shuffle;
    private readonly RandomStream _noise;
    private readonly RandomStream _times;
    private readonly RandomStream _categories;
    private readonly float[] _noiseDraws;
    private readonly float[] _timeDraws;
    private readonly float[] _categoryDraws;
    private readonly List<(float Gaussian, float Multinomial)> _losses = [];
    private long _pass = -1;

    /// <summary>A replica for a task that stands at <paramref name="place"/> in its group's list.</summary>
    public DiffusionReplica(int place, GeneratorFitTask task, DiffusionCodec codec, TabDdpmSettings settings, int batch)
    {
        (Place, Key, Codec, _settings) = (place, task.Key, codec, settings);
        (_normals, _labels) = (codec.Normals(task.Table), task.Table.Labels);
        _tables = [.. codec.Shape.Runs.Select(run => new CategoryTable(settings.Noise, run.Width))];
        _order = new int[_labels.Length];
        _shuffle = new RandomStream(Key.Value, RandomPurpose.Shuffle);
        _noise = new RandomStream(Key.Value, RandomPurpose.Diffusion, 0);
        _times = new RandomStream(Key.Value, RandomPurpose.Diffusion, 1);
        _categories = new RandomStream(Key.Value, RandomPurpose.Diffusion, 2);
        (_noiseDraws, _timeDraws) = (new float[batch * codec.Shape.Numbers], new float[batch]);
        _categoryDraws = new float[batch * _tables.Length];
    }

    /// <summary>The place of its task in the group's list.</summary>
    public int Place { get; }

    /// <summary>The key of the fit.</summary>
    public StageKey Key { get; }

    /// <summary>The way from table to rows and back.</summary>
    public DiffusionCodec Codec { get; }

    /// <summary>The mean loss of the last entry.</summary>
    public double Loss => (double)_losses[^1].Gaussian + _losses[^1].Multinomial;

    /// <summary>The entry, from 0, in which a loss was not finite; null for none.</summary>
    public int? DivergedIn { get; private set; }

    /// <summary>
    /// Stages a step's batch: the rows that are next in shuffled passes over all rows, each at a time of its own.
    /// </summary>
    public void Stage(FusionEngine engine, int replica, DiffusionBatch batch, int step)
    {
        _noise.Normal(step, _noiseDraws);
        _times.Uniform(step, _timeDraws);
        _categories.Uniform(step, _categoryDraws);
        foreach (var block in batch.Staged)
            engine.Stage(block, replica).Clear();
        var columns = batch.Noised.Columns;
        for (var i = 0; i < batch.Count; i++)
        {
            var row = Row(((long)step * batch.Count) + i);
            var time = (int)((double)_timeDraws[i] * _settings.Noise.Times);
            engine.Stage(batch.Times, replica)[i] = time;
            if (batch.Classes is { } classes)
                engine.Stage(classes, replica)[(i * classes.Columns) + _labels[row]] = 1;
            var noised = engine.Stage(batch.Noised, replica).Slice(i * columns, columns);
            StageNumbers(row, i, time, noised, engine.Stage(batch.Noise, replica).Slice(i * columns, columns));
            for (var c = 0; c < _tables.Length; c++)
                StageCategory(engine, replica, batch, (row, i, time, c));
        }
    }

    /// <summary>Writes the dropout factors of a hidden layer.</summary>
    public void Dropout(int step, int layer, Span<float> factors) =>
        new RandomStream(Key.Value, RandomPurpose.Dropout, layer).Dropout(step, _settings.Dropout, factors);

    /// <summary>Takes down an entry's means; false where they are not finite, so that the replica ends here.</summary>
    public bool Record(int entry, float gaussian, float multinomial)
    {
        if (float.IsFinite(gaussian) && float.IsFinite(multinomial))
            _losses.Add((gaussian, multinomial));
        else
            DivergedIn = entry;
        return DivergedIn is null;
    }

    /// <summary>The result of the fit.</summary>
    public GeneratorFit Finish(FoldedDenoiser denoiser, double seconds)
    {
        if (DivergedIn is null && !denoiser.IsFinite)
            DivergedIn = _settings.Entries - 1;
        if (DivergedIn is { } diverged)
        {
            var last = Math.Min((diverged + 1) * _settings.StepsAnEntry, _settings.Steps);
            return new GeneratorFit(null, new TrainingException(
                $"diverged: the loss is not finite by step {last} of {_settings.Steps}"));
        }

        var counts = new int[Math.Max(1, Codec.Shape.Classes)];
        foreach (var label in _labels)
            counts[label]++;
        var trace = new GeneratorTrace(
            Key,
            [.. _losses.Select(loss => loss.Gaussian + loss.Multinomial)],
            new float[_losses.Count],
            [.. _losses.Select(loss => loss.Gaussian)],
            [.. _losses.Select(loss => loss.Multinomial)],
            seconds);
        return new GeneratorFit(new FittedDiffusion(denoiser, Codec, _settings, counts, trace));
    }

    private int Row(long place)
    {
        var pass = place / _order.Length;
        if (pass != _pass)
            _shuffle.Permutation(_pass = pass, _order);
        return _order[place % _order.Length];
    }

    private void StageNumbers(int row, int i, int time, Span<float> noised, Span<float> noise)
    {
        var numbers = Codec.Shape.Numbers;
        var (kept, lost) = ((float)Math.Sqrt(_settings.Noise.Kept(time)), (float)Math.Sqrt(_settings.Noise.Lost(time)));
        for (var j = 0; j < numbers; j++)
        {
            noise[j] = _noiseDraws[(i * numbers) + j];
            noised[j] = (kept * _normals[(row * numbers) + j]) + (lost * noise[j]);
        }
    }

    private void StageCategory(
        FusionEngine engine, int replica, DiffusionBatch batch, (int Row, int Place, int Time, int Feature) at)
    {
        var (table, run) = (_tables[at.Feature], Codec.Shape.Runs[at.Feature]);
        Span<float> Part(Block block) =>
            engine.Stage(block, replica).Slice((at.Place * block.Columns) + run.Start, run.Width);
        var start = Codec.Codes[(at.Row * _tables.Length) + at.Feature];
        var uniform = _categoryDraws[(at.Place * _tables.Length) + at.Feature];
        var current = table.Noised(_settings.Noise.Kept(at.Time), start, uniform);
        var time = table.Times[at.Time];
        Part(batch.Noised)[current] = 1;
        table.Posterior(at.Time, start, current, Part(batch.Step.Posterior));
        var likelihood = Part(batch.Step.Likelihood);
        likelihood.Fill(time.LogStepMiss);
        likelihood[current] = time.LogStepHit;
        Part(batch.Step.Keep).Fill(time.LogKept);
        Part(batch.Step.Mix).Fill(time.LogMixed);
    }
}
