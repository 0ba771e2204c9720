using System.Globalization;
using System.Text;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Boosting;

/// <summary>Trees that xgboost has boosted, in native memory. Predicts on one thread at a time.</summary>
internal sealed unsafe class Booster : IDisposable
{
    private const string PredictValues =
        """{"type": 0, "training": false, "iteration_begin": 0, "iteration_end": 0, "strict_shape": false}""";

    private readonly XgboostLibrary _library;
    private readonly Lock _lock = new();
    private nint _handle;

    private Booster(XgboostLibrary library, nint handle) => (_library, _handle) = (library, handle);

    /// <summary>Boosts so many rounds.</summary>
    /// <param name="features">n × d.</param>
    /// <param name="labels">n classes or numbers.</param>
    /// <param name="parameters">xgboost's parameters by name.</param>
    /// <param name="rounds">Rounds.</param>
    /// <param name="cancellation">Observed before every round.</param>
    /// <exception cref="TrainingException">xgboost refuses.</exception>
    public static Booster Fit(
        Matrix features, float[] labels, IReadOnlyDictionary<string, string> parameters, int rounds,
        CancellationToken cancellation)
    {
        var library = XgboostLibrary.Instance;
        var matrix = MatrixOf(library, features);
        try
        {
            fixed (float* first = labels)
            fixed (byte* name = Text("label"))
                library.Check(library.SetInfo(matrix, name, first, (ulong)labels.Length));
            nint handle;
            library.Check(library.CreateBooster(&matrix, 1, &handle));
            var booster = new Booster(library, handle);
            try
            {
                foreach (var (name, value) in parameters)
                {
                    fixed (byte* key = Text(name), text = Text(value))
                        library.Check(library.SetParameter(handle, key, text));
                }

                for (var round = 0; round < rounds; round++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    library.Check(library.Update(handle, round, matrix));
                }

                return booster;
            }
            catch
            {
                booster.Dispose();
                throw;
            }
        }
        finally
        {
            _ = library.FreeMatrix(matrix);
        }
    }

    /// <summary>The predictions for m rows: m values, or m × classes.</summary>
    public float[] Predict(Matrix features)
    {
        if (features.Rows == 0)
            return [];
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            var matrix = MatrixOf(_library, features);
            try
            {
                ulong* shape;
                ulong dimensions;
                float* values;
                fixed (byte* options = Text(PredictValues))
                    _library.Check(_library.Predict(_handle, matrix, options, &shape, &dimensions, &values));
                var count = 1UL;
                for (var i = 0UL; i < dimensions; i++)
                    count *= shape[i];
                return new ReadOnlySpan<float>(values, checked((int)count)).ToArray();
            }
            finally
            {
                _ = _library.FreeMatrix(matrix);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_handle != 0)
                _ = _library.FreeBooster(_handle);
            _handle = 0;
        }
    }

    /// <summary>xgboost's own copy of a matrix, in single precision, to be freed.</summary>
    private static nint MatrixOf(XgboostLibrary library, Matrix features)
    {
        nint matrix;
        fixed (double* values = features.Values)
        {
            var place = string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"data": [{{(nuint)values}}, true], "shape": [{{features.Rows}}, {{features.Columns}}],
                "typestr": "<f8", "version": 3}
                """);
            fixed (byte* array = Text(place), options = Text("""{"missing": NaN, "nthread": 1}"""))
                library.Check(library.CreateMatrix(array, options, &matrix));
        }

        return matrix;
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
